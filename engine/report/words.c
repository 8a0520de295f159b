/* Words in both languages. */
#include "report/words.h"

#define PAIR(name, en, cy) {en, cy},
static const struct {
    const char *en, *cy;
} words[] = {REPORT_WORDS(PAIR)};
#undef PAIR

const char *word_text(Word word, myn_lang lang)
{
    return lang == MYN_LANG_CY ? words[word].cy : words[word].en;
}

const char *word_cell(uint8_t cell, myn_lang lang)
{
    /* The words for cells stand in the order of myn_cell, without a gap. */
    return cell < MYN_CELL_KINDS ? word_text((Word)(WORD_ABSENT + cell), lang) : "";
}

void word_fill(myn_buffer *out, Word word, myn_lang lang, const char *one, const char *two)
{
    for (const char *at = word_text(word, lang); *at; at++) {
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
