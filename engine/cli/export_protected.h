/* Forms of an export that leave the office. */
#ifndef MYN_CLI_EXPORT_PROTECTED_H
#define MYN_CLI_EXPORT_PROTECTED_H
#include "cli.h"

/* The words of --format, in the order of options.c; those from EXPORT_XLSX on are made from a release. */
enum { EXPORT_CSV, EXPORT_JSON, EXPORT_XLSX, EXPORT_CSVW, EXPORT_JSONSTAT };

/* `export` in one of those forms. */
myn_status export_protected(Cli *cli);

#endif
