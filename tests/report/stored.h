/* The councils of fixture.h as an open store. */
#ifndef MYN_TEST_STORED_H
#define MYN_TEST_STORED_H
#include "report/fixture.h"
#include <check.h>
#include <stdio.h>
#include <unistd.h>

static Fixture fixture;
static myn_store *store;
static char stored_path[64];

static void open_store(void)
{
    myn_diag *diag = NULL;
    snprintf(stored_path, sizeof stored_path, "/tmp/mynegai-report-%d.h5", (int)getpid());
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert(fixture_make(&fixture));
    ck_assert_int_eq(fixture_write(&fixture, stored_path, diag), MYN_OK);
    ck_assert_int_eq(myn_store_open(stored_path, 0, diag, &store), MYN_OK);
    myn_diag_free(diag);
}

static void close_store(void)
{
    char lock[80];
    myn_store_free(store);
    fixture_free(&fixture);
    snprintf(lock, sizeof lock, "%s.lock", stored_path);
    unlink(stored_path);
    unlink(lock);
}

#endif
