/* What every fuzz target gives: libFuzzer calls it with bytes of its own, replay.c with those of the corpus.
 */
#ifndef MYN_FUZZ_TARGET_H
#define MYN_FUZZ_TARGET_H
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
