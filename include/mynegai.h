/* Mynegai: an engine for indices made of indicators. This header brings in all others. */
#ifndef MYNEGAI_H
#define MYNEGAI_H
#include <mynegai/disclosure.h>
#include <mynegai/import.h>
#include <mynegai/linalg.h>
#include <mynegai/report.h>
#include <mynegai/sum.h>
#include <mynegai/stream.h>
#include <mynegai/yaml.h>
#endif
