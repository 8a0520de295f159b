/* Four doubles side by side, in whatever registers there are. Private to the room. */
#ifndef MYN_UNCERTAINTY_LANES_H
#define MYN_UNCERTAINTY_LANES_H
#include <stdint.h>

#define LANES 4
typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));
typedef int64_t Marks __attribute__((vector_size(32), aligned(8), may_alias)); /* -1 true, 0 false */

/* A where WHICH, else B. No function: registers that wide are not in every machine's calls. */
#define CHOOSE(which, a, b) ((Lanes)(((Marks)(a) & (which)) | ((Marks)(b) & ~(which))))

#endif
