/* Mynegai: an engine for indices made of indicators. This header brings in all others. */
#ifndef MYNEGAI_H
#define MYNEGAI_H
#include <mynegai/arena.h>
#include <mynegai/cell.h>
#include <mynegai/diag.h>
#include <mynegai/digest.h>
#include <mynegai/mat.h>
#include <mynegai/names.h>
#include <mynegai/order.h>
#include <mynegai/period.h>
#include <mynegai/status.h>
#include <mynegai/stream.h>
#include <mynegai/sum.h>
#include <mynegai/team.h>
#include <mynegai/text.h>
#endif
