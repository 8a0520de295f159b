/* measure JOB SIZE RUNS PROGRAM ARGUMENTS...: medians of a program's time on the wall and on the processors,
 * and the most memory it held, as lines for bench/table.awk. Its output is thrown away. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_RUNS 64

typedef struct {
    double wall[MOST_RUNS], cpu[MOST_RUNS], megabytes[MOST_RUNS];
} Figures;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static void become(char **command)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
    execv(command[0], command);
    perror(command[0]);
    _exit(127);
}

/* Run once; false where it cannot be started or fails. */
static int run(char **command, Figures *out, int r)
{
    struct rusage used;
    int end = -1;
    double start = now();
    pid_t child = fork();
    if (child == 0) become(command);
    if (child < 0 || wait4(child, &end, 0, &used) != child) return 0;
    out->wall[r] = now() - start;
    out->cpu[r] = seconds(used.ru_utime) + seconds(used.ru_stime);
    out->megabytes[r] = (double)used.ru_maxrss / 1e3 * 1.024;
    return WIFEXITED(end) && WEXITSTATUS(end) == 0;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *x, int n)
{
    qsort(x, (size_t)n, sizeof *x, by_size);
    return x[n / 2];
}

int main(int count, char **word)
{
    static Figures figures;
    int runs = count > 4 ? atoi(word[3]) : 0;
    if (runs < 1 || runs > MOST_RUNS) {
        fputs("usage: measure JOB SIZE RUNS PROGRAM ARGUMENTS...\n", stderr);
        return 2;
    }
    for (int r = 0; r < runs; r++)
        if (!run(word + 4, &figures, r)) {
            fprintf(stderr, "bench: %s: the program failed\n", word[1]);
            return EXIT_FAILURE;
        }
    printf("ours\t%s\t%s\tnan\t%.9g\tnan\tnan\n", word[1], word[2], median(figures.wall, runs));
    printf("more\t%s\t%s\tprocessor\t%.9g\n", word[1], word[2], median(figures.cpu, runs));
    printf("more\t%s\t%s\tmegabytes\t%.9g\n", word[1], word[2], median(figures.megabytes, runs));
    return EXIT_SUCCESS;
}
