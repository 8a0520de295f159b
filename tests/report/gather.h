/* A sink that gathers what is written, and ones that refuse. */
#ifndef MYN_TEST_GATHER_H
#define MYN_TEST_GATHER_H
#include <mynegai/report.h>

static inline bool gather_write(void *ctx, const char *bytes, size_t size)
{
    myn_buffer_add(ctx, bytes, size);
    return true;
}

static inline bool refuse_write(void *ctx, const char *bytes, size_t size)
{
    (void)ctx, (void)bytes, (void)size;
    return false;
}

static inline myn_sink gather_into(myn_buffer *buffer)
{
    return (myn_sink){gather_write, buffer};
}

static const myn_sink refusing = {refuse_write, NULL};

#endif
