/* Loops that the compiler makes anew for wider registers; the numbers are the same either way. */
#ifndef MYN_BASE_MACHINE_H
#define MYN_BASE_MACHINE_H

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if __GNUC__ >= 12
#define FOR_EACH_MACHINE __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define FOR_EACH_MACHINE __attribute__((target_clones("avx2", "default")))
#endif
#else
#define FOR_EACH_MACHINE
#endif

#endif
