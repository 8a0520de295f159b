/* Words of the data files. */
#include "publish/words_data.h"
#include <stdbool.h>

#define PAIR(name, en, cy) {en, cy},
static const myn_label words[] = {PUBLISH_DATA_WORDS(PAIR)};
#undef PAIR

myn_label data_label(DataWord word)
{
    return words[word];
}

const char *data_word(DataWord word, myn_lang lang)
{
    return lang == MYN_LANG_CY ? words[word].cy : words[word].en;
}

void data_fill(myn_buffer *out, DataWord word, myn_lang lang, const char *one, const char *two)
{
    for (const char *at = data_word(word, lang); *at; at++) {
        bool slot = at[0] == '{' && (at[1] == '1' || at[1] == '2') && at[2] == '}';
        const char *filling = at[1] == '1' ? one : two;
        if (!slot) {
            myn_buffer_add(out, at, 1);
            continue;
        }
        if (filling) myn_buffer_put(out, filling);
        at += 2;
    }
}
