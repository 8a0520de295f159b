/* Writes the store of councils with invented figures that cases of show and export read. */
#include "report/fixture.h"
#include <stdio.h>

int main(int count, char **argument)
{
    Fixture fixture;
    myn_diag *diag = NULL;
    if (count != 2 || myn_diag_new(&diag) || !fixture_make(&fixture)) return 1;
    myn_status status = fixture_write(&fixture, argument[1], diag);
    if (status) fprintf(stderr, "%s: %s\n", argument[1], myn_status_text(status));
    fixture_free(&fixture);
    myn_diag_free(diag);
    return status ? 1 : 0;
}
