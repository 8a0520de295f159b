/* Rows kept, left out and respelt by the texts of their columns, before anything else looks at them. */
#include "table/gate.h"
#include "table/field.h"
#include <stdlib.h>
#include <string.h>

static myn_status open_sieve(Sieve *sieve, const myn_filter *filter, const Header *header, myn_diag *diag)
{
    sieve->keep = filter->keep;
    sieve->column = header_find(header, filter->column, filter->at, diag);
    sieve->prefix = calloc(filter->count + 1, sizeof *sieve->prefix);
    if (!sieve->prefix) return MYN_ERR_MEMORY;
    myn_status status = myn_names_new(&sieve->exact);
    for (size_t i = 0; status == MYN_OK && i < filter->count; i++) {
        const char *text = filter->value[i];
        size_t length = strlen(text), number;
        if (length && text[length - 1] == '*')
            sieve->prefix[sieve->prefixes++] = (myn_field){text, length - 1};
        else
            status = myn_names_add(sieve->exact, text, length, &number);
    }
    return status == MYN_OK && sieve->column == MYN_NONE ? MYN_ERR_DATA : status;
}

/* The respellings of COLUMN so far; a new one where it is the first. */
static myn_status respelt_of(Gate *gate, size_t column, size_t most, Respelt **out)
{
    for (size_t i = 0; i < gate->respelts; i++)
        if (gate->respelt[i].column == column) {
            *out = &gate->respelt[i];
            return MYN_OK;
        }
    Respelt *respelt = *out = &gate->respelt[gate->respelts++];
    respelt->column = column;
    respelt->to = calloc(most, sizeof *respelt->to);
    return respelt->to ? myn_names_new(&respelt->from) : MYN_ERR_MEMORY;
}

static myn_status open_respelling(Gate *gate, const myn_source_file *source, size_t i, size_t column)
{
    Respelt *respelt;
    size_t number;
    const myn_respelling *respelling = &source->respelling[i];
    myn_status status = respelt_of(gate, column, source->respellings, &respelt);
    if (status == MYN_OK)
        status = myn_names_add(respelt->from, respelling->from, strlen(respelling->from), &number);
    if (status == MYN_OK) respelt->to[number] = (myn_field){respelling->to, strlen(respelling->to)};
    return status;
}

/* A column that many respellings name is missing once. */
static bool named_before(const myn_source_file *source, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(source->respelling[j].column, source->respelling[i].column) == 0) return true;
    return false;
}

static myn_status open_respellings(Gate *gate, const myn_source_file *source, const Header *header,
                                   myn_diag *diag)
{
    myn_status status = MYN_OK;
    bool missing = false;
    for (size_t i = 0; status == MYN_OK && i < source->respellings; i++) {
        bool again = missing && named_before(source, i);
        size_t column = header_find(header, source->respelling[i].column, source->at, again ? NULL : diag);
        if (column == MYN_NONE)
            missing = true;
        else
            status = open_respelling(gate, source, i, column);
    }
    return status == MYN_OK && missing ? MYN_ERR_DATA : status;
}

myn_status gate_open(Gate *gate, const myn_source_file *source, const Header *header, myn_diag *diag)
{
    gate->columns = header->columns;
    gate->field = calloc(header->columns, sizeof *gate->field);
    gate->sieve = calloc(source->filters + 1, sizeof *gate->sieve);
    gate->respelt = calloc(source->respellings + 1, sizeof *gate->respelt);
    if (!gate->field || !gate->sieve || !gate->respelt) return MYN_ERR_MEMORY;
    myn_status status = open_respellings(gate, source, header, diag);
    for (size_t i = 0; i < source->filters; i++) {
        if (status != MYN_OK && status != MYN_ERR_DATA) return status;
        myn_status opened = open_sieve(&gate->sieve[gate->sieves++], &source->filter[i], header, diag);
        if (opened != MYN_OK) status = opened;
    }
    return status;
}

void gate_free(Gate *gate)
{
    for (size_t i = 0; i < gate->respelts; i++) {
        myn_names_free(gate->respelt[i].from);
        free(gate->respelt[i].to);
    }
    for (size_t i = 0; i < gate->sieves; i++) {
        myn_names_free(gate->sieve[i].exact);
        free(gate->sieve[i].prefix);
    }
    free(gate->respelt);
    free(gate->sieve);
    free(gate->field);
}

static bool among(const Sieve *sieve, myn_field field)
{
    for (size_t i = 0; i < sieve->prefixes; i++) {
        myn_field begin = sieve->prefix[i];
        if (field.length >= begin.length && memcmp(field.at, begin.at, begin.length) == 0) return true;
    }
    return myn_names_find(sieve->exact, field.at, field.length) != MYN_NONE;
}

static void respell(Gate *gate, const myn_field **field)
{
    memcpy(gate->field, *field, gate->columns * sizeof *gate->field);
    for (size_t i = 0; i < gate->respelts; i++) {
        Respelt *respelt = &gate->respelt[i];
        myn_field *one = &gate->field[respelt->column];
        size_t number = myn_names_find(respelt->from, one->at, one->length);
        if (number != MYN_NONE) *one = respelt->to[number];
    }
    *field = gate->field;
}

bool gate_pass(Gate *gate, const myn_field **field)
{
    if (gate->respelts) respell(gate, field);
    for (size_t i = 0; i < gate->sieves; i++)
        if (among(&gate->sieve[i], (*field)[gate->sieve[i].column]) != gate->sieve[i].keep) return false;
    return true;
}
