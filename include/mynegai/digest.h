/* SHA-256, for provenance. */
#ifndef MYNEGAI_DIGEST_H
#define MYNEGAI_DIGEST_H
#include <mynegai/status.h>
#include <stddef.h>

typedef struct myn_digest myn_digest;
#define MYN_DIGEST_TEXT 65 /* 64 hexadecimal digits and a zero */

/* A digest of nothing yet. MYN_ERR_MEMORY also where the host's library has no SHA-256. */
myn_status myn_digest_new(myn_digest **out) MYN_CHECKED;

/* Accepts NULL. */
void myn_digest_free(myn_digest *digest);

/* Add SIZE bytes; in how many pieces they come makes no difference. MYN_ERR_ARGUMENT once the digest was told. */
myn_status myn_digest_add(myn_digest *digest, const void *bytes, size_t size) MYN_CHECKED;

/* The digest of everything added, in small hexadecimal letters; the object may then only be freed.
 * MYN_ERR_ARGUMENT, with an empty text, where it was told already. */
myn_status myn_digest_text(myn_digest *digest, char out[MYN_DIGEST_TEXT]) MYN_CHECKED;

/* The digest of SIZE BYTES that are at hand. MYN_ERR_MEMORY. */
myn_status myn_digest_of(const void *bytes, size_t size, char out[MYN_DIGEST_TEXT]) MYN_CHECKED;

#endif
