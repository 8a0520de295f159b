# The serial HDF5 by its own name: the plain name may resolve to the MPI build.
# GSL without its own cblas, so that OpenBLAS is never silently replaced.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_search_module(HDF5 REQUIRED IMPORTED_TARGET hdf5-serial hdf5)
pkg_check_modules(FYAML REQUIRED IMPORTED_TARGET libfyaml)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
find_path(CSV_INCLUDE csv.h REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)
set(MYN_LIBRARIES PkgConfig::HDF5 PkgConfig::FYAML PkgConfig::DEFLATE PkgConfig::CRYPTO ${CSV_LIBRARY} Threads::Threads)
find_library(HDF5_HL_LIBRARY NAMES hdf5_serial_hl hdf5_hl REQUIRED)
list(APPEND MYN_LIBRARIES ${HDF5_HL_LIBRARY})
