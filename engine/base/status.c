/* Sentences and exit codes, both from the one list in status.h. */
#include <mynegai/status.h>

// clang-format off
#define SENTENCE(name, code, leave, text) case name: return text;
#define LEAVE(name, code, leave, text) case name: return leave;
// clang-format on

const char *myn_status_text(myn_status status)
{
    switch (status) {
        MYN_STATUS_LIST(SENTENCE)
    }
    return "unknown status";
}

/* A code that is none counts as a failure of the system: it can only come from a fault of ours. */
int myn_status_exit(myn_status status)
{
    switch (status) {
        MYN_STATUS_LIST(LEAVE)
    }
    return 3;
}
