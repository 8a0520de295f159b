# A ten-line program against the installed library, by package config and by pkg-config; the installed program finds the shipped data.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$BUILD" --prefix "$work/usr" >/dev/null
cd "$work"
cat >ten.c <<'C'
#include <mynegai.h>
#include <stdio.h>
int main(void)
{
    double x[] = {3, 1, 2}, rank[3];
    size_t ranked;
    myn_arena *scratch;
    if (myn_arena_new(&scratch) || myn_rank(x, rank, 3, MYN_TIES_MIN, false, &ranked, scratch)) return 1;
    printf("%g %g %g %s\n", rank[0], rank[1], rank[2], myn_method_find("zscore")->name);
    myn_arena_free(scratch);
}
C
cat >CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.22)
project(ten C)
find_package(mynegai REQUIRED)
add_executable(ten ten.c)
target_link_libraries(ten mynegai::mynegai)
C
flags=$(sed -n 's/^CMAKE_C_FLAGS:STRING=//p' "$BUILD/CMakeCache.txt")
cmake -G Ninja -S . -B out -DCMAKE_PREFIX_PATH="$work/usr" -DCMAKE_C_FLAGS="$flags" >/dev/null
cmake --build out >/dev/null
[ "$(out/ten)" = "3 1 2 zscore" ]

# <mynegai.h> brings in every header that is installed: none is at odds with another.
for header in "$work"/usr/include/mynegai/*.h; do
    grep -q "^#include <mynegai/$(basename "$header")>" "$work/usr/include/mynegai.h"
done

PKG_CONFIG_PATH=$(dirname "$(find "$work/usr" -name mynegai.pc)")
export PKG_CONFIG_PATH
cc $flags ten.c -o ten $(pkg-config --cflags --libs --static mynegai)
[ "$(./ten)" = "3 1 2 zscore" ]

"$work/usr/bin/mynegai" build "$work/usr/share/mynegai/indices/wales-demo" --quiet -o demo.h5
"$work/usr/bin/mynegai" show demo.h5 --top 1 >/dev/null
test -s "$work/usr/share/man/man1/mynegai.1"
