/* Words in both languages: the build fails where one is missing. */
#include "publish/words.h"

#define IN_BOTH(name, en, cy) \
    _Static_assert(sizeof(en) > 1 && sizeof(cy) > 1, "a word of the pages is missing in a language");
PAGE_WORDS(IN_BOTH)
#undef IN_BOTH

#define PAIR(name, en, cy) {en, cy},
static const struct {
    const char *en, *cy;
} words[] = {PAGE_WORDS(PAIR)};
#undef PAIR

const char *say_text(Say say, myn_lang lang)
{
    return lang == MYN_LANG_CY ? words[say].cy : words[say].en;
}
