/* The bytes of a file, block by block, hashed as they are read. */
#ifndef MYN_TABLE_BLOCKS_H
#define MYN_TABLE_BLOCKS_H
#include <mynegai/digest.h>
#include <mynegai/status.h>
#include <stddef.h>

#define BLOCK_SIZE ((size_t)512 * 1024)

typedef struct Blocks Blocks;

/* Open PATH, which must be a regular file. MYN_ERR_IO where it cannot be opened, with errno set. */
myn_status blocks_open(const char *path, Blocks **out) MYN_CHECKED;
void blocks_free(Blocks *blocks);

/* The next block, valid until the next call; *SIZE is 0 at the end. All but the last are of BLOCK_SIZE. */
myn_status blocks_next(Blocks *blocks, const char **at, size_t *size) MYN_CHECKED;

/* The digest of what was read. Nothing may be read afterwards. */
myn_status blocks_digest(Blocks *blocks, char out[MYN_DIGEST_TEXT]) MYN_CHECKED;

int blocks_file(const Blocks *blocks);         /* its descriptor, for reading ahead with pread */
size_t blocks_file_size(const Blocks *blocks); /* when it was opened */
size_t blocks_read(const Blocks *blocks);      /* bytes read so far */

#endif
