/* SHA-256, for provenance. */
#ifndef MYNEGAI_DIGEST_H
#define MYNEGAI_DIGEST_H
#include <mynegai/status.h>
#include <stddef.h>

typedef struct myn_digest myn_digest;
#define MYN_DIGEST_TEXT 65 /* 64 hexadecimal digits and a zero */

myn_status myn_digest_new(myn_digest **out) MYN_CHECKED;
void myn_digest_free(myn_digest *digest);
myn_status myn_digest_add(myn_digest *digest, const void *bytes, size_t size) MYN_CHECKED;
/* The digest of everything added; the object may then only be freed. */
myn_status myn_digest_text(myn_digest *digest, char out[MYN_DIGEST_TEXT]) MYN_CHECKED;

#endif
