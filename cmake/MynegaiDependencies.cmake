# The serial HDF5 by its own name: the plain name may resolve to the MPI build.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_search_module(HDF5 REQUIRED IMPORTED_TARGET hdf5-serial hdf5)
# GSL brings its own BLAS, in plain C, whose bits do not depend on the processor: link no other beside it.
pkg_check_modules(GSL REQUIRED IMPORTED_TARGET gsl)
pkg_check_modules(FYAML REQUIRED IMPORTED_TARGET libfyaml)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
find_path(CSV_INCLUDE csv.h REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)
find_path(GLPK_INCLUDE glpk.h REQUIRED)
find_library(GLPK_LIBRARY glpk REQUIRED)
set(MYN_LIBRARIES PkgConfig::HDF5 PkgConfig::GSL PkgConfig::FYAML PkgConfig::CRYPTO PkgConfig::JANSSON ${CSV_LIBRARY} ${GLPK_LIBRARY} Threads::Threads)
