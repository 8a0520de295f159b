/* Workers that wait for a call to map, then take job numbers from one counter until none is left. */
#include <errno.h>
#include <mynegai/team.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_THREADS ((size_t)4096)

typedef struct {
    myn_team *team;
    myn_arena *scratch;
    pthread_t thread; /* of all but the first, which is the caller's */
} Worker;

struct myn_team {
    Worker *workers;
    size_t size, threads; /* threads that were started: size - 1 */
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    size_t call;    /* how many calls of map there were: workers wait for it to change */
    size_t working; /* threads that have not finished this call */
    bool leave;
    /* the call; written under the lock before `call` changes */
    myn_job job;
    void *ctx;
    size_t n;
    atomic_size_t next,
        failed;        /* the next job's number; the least number of a job that failed, else SIZE_MAX */
    myn_status status; /* of job number `failed`, under the lock */
};

static void note_failure(myn_team *team, size_t i, myn_status status)
{
    pthread_mutex_lock(&team->lock);
    if (i < atomic_load(&team->failed)) {
        atomic_store(&team->failed, i);
        team->status = status;
    }
    pthread_mutex_unlock(&team->lock);
}

/* Numbers are given out in order, so every job before one that failed was given out already; a worker that
 * holds such a number still does it. That makes the answer the lowest failure for any number of threads. */
static void work(Worker *worker)
{
    myn_team *team = worker->team;
    myn_arena_mark mark = myn_arena_here(worker->scratch);
    for (;;) {
        size_t i = atomic_fetch_add(&team->next, 1);
        if (i >= team->n || i > atomic_load(&team->failed)) return;
        myn_status status = team->job(team->ctx, i, worker->scratch);
        myn_arena_rewind(worker->scratch, mark);
        if (status != MYN_OK) note_failure(team, i, status);
    }
}

/* Waits, works, waits: threads are started once a team, not once a call. */
static void *thread_main(void *of_worker)
{
    Worker *worker = of_worker;
    myn_team *team = worker->team;
    size_t seen = 0;
    pthread_mutex_lock(&team->lock);
    for (;;) {
        while (team->call == seen && !team->leave) pthread_cond_wait(&team->work, &team->lock);
        if (team->leave) break;
        seen = team->call;
        pthread_mutex_unlock(&team->lock);
        work(worker);
        pthread_mutex_lock(&team->lock);
        if (--team->working == 0) pthread_cond_signal(&team->done);
    }
    pthread_mutex_unlock(&team->lock);
    return NULL;
}

/* Processors that this process may use; the set grows until it holds the machine's. */
static size_t processors(void)
{
    for (size_t most = 1024; most <= (size_t)1 << 20; most *= 2) {
        cpu_set_t *set = CPU_ALLOC(most);
        if (!set) break;
        size_t size = CPU_ALLOC_SIZE(most);
        int answer = sched_getaffinity(0, size, set);
        size_t count = answer == 0 ? (size_t)CPU_COUNT_S(size, set) : 0;
        bool small = answer != 0 && errno == EINVAL;
        CPU_FREE(set);
        if (count) return count;
        if (!small) break;
    }
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}

/* Signals go to the caller's threads, not to the workers. */
static bool start_threads(myn_team *team)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int answer = 0;
    while (answer == 0 && team->threads + 1 < team->size) {
        Worker *worker = &team->workers[team->threads + 1];
        answer = pthread_create(&worker->thread, NULL, thread_main, worker);
        if (answer == 0) team->threads++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return answer == 0;
}

/* A thread that cannot be started counts as memory that is not there: the team would be smaller than
 * asked for. */
static myn_status make_workers(myn_team *team)
{
    team->workers = calloc(team->size, sizeof *team->workers);
    if (!team->workers) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < team->size; i++) {
        team->workers[i].team = team;
        myn_status status = myn_arena_new(&team->workers[i].scratch);
        if (status != MYN_OK) return status;
    }
    return start_threads(team) ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status myn_team_new(size_t threads, myn_team **out)
{
    *out = NULL;
    if (threads > MOST_THREADS) return MYN_ERR_ARGUMENT;
    myn_team *team = calloc(1, sizeof *team);
    if (!team) return MYN_ERR_MEMORY;
    team->size = threads ? threads : processors();
    pthread_mutex_init(&team->lock, NULL); /* these three cannot fail with default attributes on Linux */
    pthread_cond_init(&team->work, NULL);
    pthread_cond_init(&team->done, NULL);
    myn_status status = make_workers(team);
    if (status == MYN_OK)
        *out = team;
    else
        myn_team_free(team);
    return status;
}

void myn_team_free(myn_team *team)
{
    if (!team) return;
    pthread_mutex_lock(&team->lock);
    team->leave = true;
    pthread_cond_broadcast(&team->work);
    pthread_mutex_unlock(&team->lock);
    for (size_t i = 0; i < team->threads; i++) pthread_join(team->workers[i + 1].thread, NULL);
    for (size_t i = 0; team->workers && i < team->size; i++) myn_arena_free(team->workers[i].scratch);
    free(team->workers);
    pthread_cond_destroy(&team->done);
    pthread_cond_destroy(&team->work);
    pthread_mutex_destroy(&team->lock);
    free(team);
}

size_t myn_team_size(const myn_team *team)
{
    return team->size;
}

/* One call at a time: a job must not call map on its own team. */
myn_status myn_team_map(myn_team *team, size_t n, myn_job job, void *ctx)
{
    bool alone = team->threads == 0 || n < 2;
    pthread_mutex_lock(&team->lock);
    team->job = job;
    team->ctx = ctx;
    team->n = n;
    team->status = MYN_OK;
    atomic_store(&team->next, 0);
    atomic_store(&team->failed, SIZE_MAX);
    if (!alone) {
        team->working = team->threads;
        team->call++;
        pthread_cond_broadcast(&team->work);
    }
    pthread_mutex_unlock(&team->lock);
    work(&team->workers[0]);
    pthread_mutex_lock(&team->lock);
    while (team->working) pthread_cond_wait(&team->done, &team->lock);
    myn_status status = team->status;
    pthread_mutex_unlock(&team->lock);
    return status;
}
