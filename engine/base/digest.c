/* SHA-256 by OpenSSL's libcrypto, which uses the processor's own instructions for it. */
#include <mynegai/digest.h>
#include <openssl/evp.h>
#include <stdlib.h>

struct myn_digest {
    EVP_MD_CTX *context; /* NULL once the digest was told */
};

myn_status myn_digest_new(myn_digest **out)
{
    *out = NULL;
    myn_digest *digest = calloc(1, sizeof *digest);
    if (!digest) return MYN_ERR_MEMORY;
    digest->context = EVP_MD_CTX_new();
    if (digest->context && EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL)) {
        *out = digest;
        return MYN_OK;
    }
    myn_digest_free(digest);
    return MYN_ERR_MEMORY;
}

void myn_digest_free(myn_digest *digest)
{
    if (!digest) return;
    EVP_MD_CTX_free(digest->context);
    free(digest);
}

myn_status myn_digest_add(myn_digest *digest, const void *bytes, size_t size)
{
    if (!digest->context) return MYN_ERR_ARGUMENT;
    return EVP_DigestUpdate(digest->context, bytes, size) ? MYN_OK : MYN_ERR_ARGUMENT;
}

myn_status myn_digest_text(myn_digest *digest, char out[MYN_DIGEST_TEXT])
{
    static const char hexadecimal[] = "0123456789abcdef";
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    out[0] = '\0';
    if (!digest->context || !EVP_DigestFinal_ex(digest->context, bytes, &size)) return MYN_ERR_ARGUMENT;
    EVP_MD_CTX_free(digest->context);
    digest->context = NULL;
    for (unsigned i = 0; i < size; i++) {
        out[2 * i] = hexadecimal[bytes[i] >> 4];
        out[2 * i + 1] = hexadecimal[bytes[i] & 15];
    }
    out[2 * size] = '\0';
    return MYN_OK;
}

myn_status myn_digest_of(const void *bytes, size_t size, char out[MYN_DIGEST_TEXT])
{
    myn_digest *digest = NULL;
    myn_status status = myn_digest_new(&digest);
    if (!status) status = myn_digest_add(digest, bytes, size);
    if (!status) status = myn_digest_text(digest, out);
    myn_digest_free(digest);
    return status;
}
