/* What the script of the pages takes: its words, and the figures of all areas. */
#ifndef MYN_PUBLISH_SCRIPT_H
#define MYN_PUBLISH_SCRIPT_H
#include "publish/site.h"

/* The words in the page's language, as a JSON object. */
void script_words(Html *h);
/* `window.mynegai = {...}`: labels in both languages, scores, ranks and classes of every edition up to the published one. */
void script_data(const Site *site, myn_buffer *out);

#endif
