/* Texts of variable length, read from HDF5's global heap by our own hand: libhdf5 1.10.8 trusts the lengths
 * and numbers that it finds there, and a damaged file makes it write outside its memory.
 *
 * HDF5 File Format Specification 2.0, section III.E. An element of the data set is 16 bytes: length (4),
 * address of a collection (8), number of the object in it (4). A collection: "GCOL", version 1, 3 blank, size
 * (8); then objects: number (2), references (2), 4 blank, size (8), bytes up to a multiple of 8. Number 0 is
 * the free rest. All little-endian. */
#include "reading.h"
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ELEMENT 16
#define HEAD    16

/* Where an object's bytes begin (0: there is none) and how many they are. */
typedef struct {
    size_t start, length;
} object;

typedef struct {
    uint64_t at; /* address of the collection that is loaded; 0 none */
    unsigned char *bytes;
    size_t size, room;
    object *object; /* by number, below 65536 */
    size_t objects;
} collection;

static uint64_t little(const unsigned char *at, int bytes)
{
    uint64_t value = 0;
    while (bytes-- > 0) value = value << 8 | at[bytes];
    return value;
}

/* SIZE bytes at OFFSET; false where the file does not have them. */
static bool load(const myn_store *store, uint64_t offset, size_t size, unsigned char *out)
{
    if (offset > store->file_size || size > store->file_size - offset) return false;
    while (size > 0) {
        ssize_t got = pread(store->io.file, out, size, (off_t)offset);
        if (got <= 0) return false;
        out += got;
        offset += (uint64_t)got;
        size -= (size_t)got;
    }
    return true;
}

/* Room for an object of NUMBER: mostly they count up from 1, but where texts were replaced they go on. */
static bool reach(collection *heap, size_t number)
{
    if (number < heap->objects) return true;
    size_t objects = 2 * number + 2;
    object *grown = reallocarray(heap->object, objects, sizeof *grown);
    if (!grown) return false;
    memset(grown + heap->objects, 0, (objects - heap->objects) * sizeof *grown);
    heap->object = grown;
    heap->objects = objects;
    return true;
}

/* Note where each object stands; false where one reaches beyond the collection or is there twice. */
static bool find_objects(collection *heap)
{
    if (heap->objects) memset(heap->object, 0, heap->objects * sizeof *heap->object);
    size_t at = HEAD;
    while (at + HEAD <= heap->size) {
        size_t number = little(heap->bytes + at, 2);
        uint64_t length = little(heap->bytes + at + 8, 8);
        if (number == 0) return true;
        if (!reach(heap, number) || heap->object[number].start) return false;
        if (length > heap->size - at - HEAD) return false;
        heap->object[number] = (object){at + HEAD, length};
        at += HEAD + (length + 7) / 8 * 8;
    }
    return true;
}

static bool make_room(collection *heap, size_t size)
{
    if (size > heap->room) {
        unsigned char *grown = realloc(heap->bytes, size);
        if (!grown) return false;
        heap->bytes = grown;
        heap->room = size;
    }
    heap->size = size;
    return true;
}

static bool load_collection(const myn_store *store, uint64_t at, collection *heap)
{
    unsigned char head[HEAD];
    heap->at = 0;
    if (!load(store, at, HEAD, head) || memcmp(head, "GCOL\1", 5) != 0) return false;
    uint64_t size = little(head + 8, 8);
    if (size < HEAD || size > store->file_size - at || !make_room(heap, size)) return false;
    if (!load(store, at, size, heap->bytes) || !find_objects(heap)) return false;
    heap->at = at;
    return true;
}

static myn_status take_text(myn_store *store, const unsigned char *element, collection *heap,
                            const char **out)
{
    size_t length = little(element, 4), number = little(element + 12, 4), bad;
    uint64_t at = little(element + 4, 8);
    *out = "";
    if (length == 0) return MYN_OK;
    if (length > store->texts_left) return myn_refuse(store, "its texts are longer than the file");
    if (at == 0 || (at != heap->at && !load_collection(store, at, heap)))
        return myn_refuse(store, "a text is not where the file says");
    if (number >= heap->objects || !heap->object[number].start || heap->object[number].length != length)
        return myn_refuse(store, "a text is not as long as the file says");
    const char *text = (const char *)heap->bytes + heap->object[number].start;
    if (memchr(text, 0, length) || !myn_utf8_valid(text, length, &bad))
        return myn_refuse(store, "a text is not UTF-8");
    store->texts_left -= length;
    *out = myn_arena_text(store->arena, text, length);
    return *out ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status myn_heap_texts(myn_store *store, uint64_t offset, size_t count, const char **out)
{
    myn_status status = MYN_ERR_MEMORY;
    collection heap = {0};
    unsigned char *element = malloc(count * ELEMENT + 1);
    if (!element) goto done;
    status = MYN_OK;
    if (!load(store, offset, count * ELEMENT, element)) status = myn_refuse(store, "it is cut short");
    for (size_t i = 0; status == MYN_OK && i < count; i++)
        status = take_text(store, element + i * ELEMENT, &heap, &out[i]);
done:
    free(element);
    free(heap.bytes);
    free(heap.object);
    return status;
}
