/* Words and kinds of cells, both from the one list in cell.h, so that no table can fall behind it. */
#include <mynegai/cell.h>
#include <stddef.h>
#include <string.h>

#define WORD(name, number, word, valued)   [number] = word,
#define VALUED(name, number, word, valued) [number] = valued,
static const char *const words[MYN_CELL_KINDS] = {MYN_CELL_LIST(WORD)};
static const bool has_value[MYN_CELL_KINDS] = {MYN_CELL_LIST(VALUED)};

const char *myn_cell_word(uint8_t cell)
{
    return cell < MYN_CELL_KINDS ? words[cell] : "unknown";
}

int myn_cell_find(const char *word)
{
    for (int i = 0; word && i < MYN_CELL_KINDS; i++)
        if (strcmp(words[i], word) == 0) return i;
    return -1;
}

bool myn_cell_valued(uint8_t cell)
{
    return cell < MYN_CELL_KINDS && has_value[cell];
}
