/* What a data set that was read from a file holds on to. */
#ifndef MYN_TABLE_DATASET_MEMORY_H
#define MYN_TABLE_DATASET_MEMORY_H
#include <mynegai/arena.h>
#include <mynegai/dataset.h>
#include <mynegai/yaml.h>

typedef struct {
    myn_yaml_doc *doc; /* its texts are the data set's */
    myn_arena *arena;
    myn_names *names; /* of series: number in names = number in series */
} DatasetMemory;

/* The entry KEY of table TABLE as it was written; NULL where there is none or DATASET was not read from a
 * file. */
const myn_yaml *dataset_table_node(const myn_dataset *dataset, size_t table, const char *key);

#endif
