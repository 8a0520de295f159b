/* Open addressing with linear probing. A slot is the upper half of the hash and the number of a text, eight
 * bytes, so that a probe mostly costs one cache line; the text is compared only where those 32 bits agree. */
#include <mynegai/arena.h>
#include <mynegai/names.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS ((size_t)64)
#define PAGE        ((size_t)1 << 15)
#define EMPTY       UINT32_MAX

typedef struct {
    uint32_t tag, number; /* number EMPTY: free */
} Slot;

typedef struct {
    const char *text;
    size_t length;
} Entry;

struct myn_names {
    Slot *slots; /* a power of two of them, at most half in use */
    size_t mask;
    Entry *entries;
    size_t count, room;
    myn_arena *texts;
    char *page; /* where the next text goes, and what is left there */
    size_t left;
};

static Slot *free_slots(size_t count)
{
    Slot *slots = malloc(count * sizeof *slots);
    if (slots) memset(slots, 0xff, count * sizeof *slots);
    return slots;
}

myn_status myn_names_new(myn_names **out)
{
    *out = NULL;
    myn_names *names = calloc(1, sizeof *names);
    if (!names) return MYN_ERR_MEMORY;
    names->slots = free_slots(FIRST_SLOTS);
    names->mask = FIRST_SLOTS - 1;
    myn_status status = myn_arena_new(&names->texts);
    if (status == MYN_OK && !names->slots) status = MYN_ERR_MEMORY;
    if (status == MYN_OK)
        *out = names;
    else
        myn_names_free(names);
    return status;
}

void myn_names_free(myn_names *names)
{
    if (!names) return;
    myn_arena_free(names->texts);
    free(names->entries);
    free(names->slots);
    free(names);
}

static inline uint64_t word_at(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return word;
}

static inline uint64_t half_at(const char *text)
{
    uint32_t half;
    memcpy(&half, text, sizeof half);
    return half;
}

static inline uint64_t mix(uint64_t a, uint64_t b)
{
    __uint128_t product = (__uint128_t)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The first and the last word of a text, overlapping where it is shorter than both together: no byte by byte
 * tail. */
static inline void ends_of(const char *text, size_t length, uint64_t *first, uint64_t *last)
{
    *first = *last = 0;
    if (length >= 8) {
        *first = word_at(text);
        *last = word_at(text + length - 8);
    } else if (length >= 4) {
        *first = half_at(text);
        *last = half_at(text + length - 4);
    } else if (length) {
        *first = (uint8_t)text[0];
        *last = (uint64_t)(uint8_t)text[length / 2] << 8 | (uint8_t)text[length - 1];
    }
}

/* A folded multiplication for each 8 bytes (the constants: odd, half their bits set, from the digits of pi).
 */
static inline uint64_t hash_of(const char *text, size_t length)
{
    const uint64_t a = 0x243f6a8885a308d3u, b = 0x13198a2e03707345u;
    uint64_t hash = length * a;
    for (size_t i = 8; i + 8 < length; i += 8) hash = mix(hash ^ word_at(text + i) ^ b, a);
    uint64_t first, last;
    ends_of(text, length, &first, &last);
    return mix(first ^ a ^ hash, last ^ b);
}

static inline bool same(const Entry *entry, const char *text, size_t length)
{
    if (entry->length != length) return false;
    if (length > 16) return memcmp(entry->text, text, length) == 0;
    uint64_t a, b, c, d;
    ends_of(entry->text, length, &a, &b);
    ends_of(text, length, &c, &d);
    return a == c && b == d;
}

/* The slot of TEXT, or the free one where it belongs. */
static inline size_t slot_of(const myn_names *names, uint64_t hash, const char *text, size_t length)
{
    uint32_t tag = (uint32_t)(hash >> 32);
    size_t at = hash & names->mask;
    for (;; at = (at + 1) & names->mask) {
        Slot slot = names->slots[at];
        if (slot.number == EMPTY) return at;
        if (slot.tag == tag && same(&names->entries[slot.number], text, length)) return at;
    }
}

size_t myn_names_find(const myn_names *names, const char *text, size_t length)
{
    uint32_t number = names->slots[slot_of(names, hash_of(text, length), text, length)].number;
    return number == EMPTY ? MYN_NONE : number;
}

static bool more_entries(myn_names *names)
{
    if (names->count < names->room) return true;
    size_t room = names->room ? 2 * names->room : FIRST_SLOTS / 2;
    Entry *moved = realloc(names->entries, room * sizeof *moved);
    if (!moved) return false;
    names->entries = moved;
    names->room = room;
    return true;
}

/* Twice as many slots once half are in use. */
static bool more_slots(myn_names *names)
{
    if (2 * (names->count + 1) <= names->mask + 1) return true;
    size_t mask = 2 * names->mask + 1;
    Slot *slots = free_slots(mask + 1);
    if (!slots) return false;
    for (size_t i = 0; i < names->count; i++) {
        uint64_t hash = hash_of(names->entries[i].text, names->entries[i].length);
        size_t at = hash & mask;
        while (slots[at].number != EMPTY) at = (at + 1) & mask;
        slots[at] = (Slot){(uint32_t)(hash >> 32), (uint32_t)i};
    }
    free(names->slots);
    names->slots = slots;
    names->mask = mask;
    return true;
}

/* Codes are short: they are packed into pages, so that those read one after the other lie side by side. */
static char *keep_text(myn_names *names, const char *text, size_t length)
{
    if (length >= PAGE / 8) return myn_arena_text(names->texts, text, length);
    if (length + 1 > names->left) {
        char *page = myn_arena_get(names->texts, PAGE);
        if (!page) return NULL;
        names->page = page;
        names->left = PAGE;
    }
    char *copy = names->page;
    if (length) memcpy(copy, text, length);
    copy[length] = '\0';
    names->page += length + 1;
    names->left -= length + 1;
    return copy;
}

myn_status myn_names_add(myn_names *names, const char *text, size_t length, size_t *number)
{
    uint64_t hash = hash_of(text, length);
    size_t at = slot_of(names, hash, text, length);
    *number = names->slots[at].number;
    if (*number != EMPTY) return MYN_OK;
    *number = MYN_NONE;
    if (names->count >= EMPTY - 1) return MYN_ERR_LIMIT;
    if (!more_entries(names) || !more_slots(names)) return MYN_ERR_MEMORY;
    char *copy = keep_text(names, text, length);
    if (!copy) return MYN_ERR_MEMORY;
    names->entries[names->count] = (Entry){copy, length};
    at = slot_of(names, hash, text, length);
    names->slots[at] = (Slot){(uint32_t)(hash >> 32), (uint32_t)names->count};
    *number = names->count++;
    return MYN_OK;
}

size_t myn_names_count(const myn_names *names)
{
    return names->count;
}

const char *myn_names_at(const myn_names *names, size_t i)
{
    return names->entries[i].text;
}

size_t myn_names_length(const myn_names *names, size_t i)
{
    return names->entries[i].length;
}
