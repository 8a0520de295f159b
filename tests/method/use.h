/* Methods as tests use them: chosen by name, parameters as text "k=23; ties=min". */
#ifndef MYN_TEST_USE_H
#define MYN_TEST_USE_H
#include "suite.h"
#include <math.h>
#include <mynegai/method.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const myn_method *method;
    double param[MYN_PARAMS_MOST];
    double fitted[MYN_FITTED_MOST];
    double unit; /* of the area that is measured against */
    myn_arena *arena;
} Use;

static inline void use_param(Use *use, const char *name, const char *value)
{
    char expected[200];
    const myn_method *m = use->method;
    for (size_t i = 0; i < m->params; i++) {
        if (strcmp(m->param[i].name, name) != 0) continue;
        bool read = myn_param_read(m, i, value, use->param, expected, sizeof expected);
        ck_assert_msg(read, "%s %s=%s: expected %s", m->name, name, value, expected);
        return;
    }
    ck_abort_msg("%s has no parameter %s", m->name, name);
}

/* The next "name=value" of *AT, parts ended by ';'; false at the end. */
static inline bool use_next(const char **at, char name[64], char value[256])
{
    while (**at == ' ' || **at == ';') ++*at;
    if (!**at) return false;
    size_t length = strcspn(*at, "=");
    snprintf(name, 64, "%.*s", (int)length, *at);
    *at += length + 1;
    length = strcspn(*at, ";");
    snprintf(value, 256, "%.*s", (int)length, *at);
    *at += length;
    return true;
}

static inline Use use_method(const char *name, const char *params)
{
    Use use = {.method = myn_method_find(name), .unit = NAN};
    char key[64], value[256];
    ck_assert_msg(use.method != NULL, "no method %s", name);
    ck_assert(myn_arena_new(&use.arena) == MYN_OK);
    myn_method_defaults(use.method, use.param);
    while (use_next(&params, key, value)) use_param(&use, key, value);
    for (int k = 0; k < MYN_FITTED_MOST; k++) use.fitted[k] = NAN;
    return use;
}

static inline void use_free(Use *use)
{
    myn_arena_free(use->arena);
}

/* Fit on X and apply to it in place. */
static inline myn_status use_on(Use *use, double *x, size_t n, double direction, const char **why)
{
    myn_basis basis = {x, NULL, n, direction, use->unit};
    myn_values values = {.in = x, .out = x, .n = n, .direction = direction, .fitted = use->fitted};
    myn_status status = MYN_OK;
    *why = NULL;
    if (use->method->fit) status = use->method->fit(use->param, &basis, use->fitted, use->arena, why);
    return status == MYN_OK ? use->method->apply(use->param, &values, use->arena) : status;
}

/* Equal, both missing, or within TOLERANCE of |want| (of 1 where that is less). */
static inline bool close_to(double got, double want, double tolerance)
{
    if (isnan(want) || isnan(got)) return isnan(want) && isnan(got);
    double size = fabs(want) > 1 ? fabs(want) : 1;
    return got == want || fabs(got - want) <= tolerance * size;
}

#endif
