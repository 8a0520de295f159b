/* Whole or not there: what stands at PATH, who holds it, and what is left behind. */
#include "base/lock.h"
#include "suite.h"
#include <errno.h>
#include <fcntl.h>
#include <mynegai/output.h>
#include <mynegai/text.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];
static myn_diag *diag;

static void setup(void)
{
    strcpy(folder, "/tmp/mynegai-output-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
}

static void teardown(void)
{
    myn_diag_free(diag);
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static const char *in(const char *name)
{
    static char path[4][512];
    static int turn;
    char *out = path[turn++ % 4];
    snprintf(out, 512, "%s/%s", folder, name);
    return out;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static void holds(const char *path, const char *text)
{
    myn_buffer buffer = {0};
    ck_assert_int_eq(myn_file_read(path, 1 << 20, &buffer), MYN_OK);
    ck_assert_str_eq(buffer.at, text);
    myn_buffer_free(&buffer);
}

static bool there(const char *path)
{
    struct stat found;
    return lstat(path, &found) == 0;
}

static mode_t mode_of(const char *path)
{
    struct stat found;
    ck_assert_int_eq(lstat(path, &found), 0);
    return found.st_mode & 07777;
}

static void write_text(const char *path, const char *text)
{
    myn_output *output;
    ck_assert_int_eq(myn_output_open(path, diag, &output), MYN_OK);
    ck_assert_int_eq(myn_output_write(output, text, strlen(text)), MYN_OK);
    ck_assert_int_eq(myn_output_commit(output), MYN_OK);
    myn_output_free(output);
}

/* Opening fails with STATUS and says TEXT. */
static void refused(const char *path, myn_status status, const char *text)
{
    myn_output *output = (myn_output *)&output;
    size_t before = myn_diag_kept(diag);
    ck_assert_int_eq(myn_output_open(path, diag, &output), status);
    ck_assert_ptr_null(output);
    ck_assert_uint_eq(myn_diag_kept(diag), before + 1);
    const myn_problem *problem = myn_diag_at(diag, before);
    ck_assert_msg(strstr(problem->text, text) != NULL, "said: %s", problem->text);
    ck_assert_str_eq(problem->place.file, path);
}

START_TEST(new_file)
{
    umask(027);
    write_text(in("a"), "first\n");
    holds(in("a"), "first\n");
    ck_assert_uint_eq(mode_of(in("a")), 0640);
    ck_assert(!there(in("a.lock")));
    ck_assert(!there(in("a.part")));
}
END_TEST

START_TEST(replaced_file_keeps_its_permissions)
{
    put(in("a"), "old");
    ck_assert_int_eq(chmod(in("a"), 0604), 0);
    write_text(in("a"), "new");
    holds(in("a"), "new");
    ck_assert_uint_eq(mode_of(in("a")), 0604);
}
END_TEST

START_TEST(not_committed_changes_nothing)
{
    put(in("a"), "old");
    myn_output *output;
    ck_assert_int_eq(myn_output_open(in("a"), diag, &output), MYN_OK);
    ck_assert_int_eq(myn_output_write(output, "new", 3), MYN_OK);
    ck_assert(there(in("a.lock")));
    ck_assert_str_eq(strrchr(myn_output_beside(output), '/'), "/a.part");
    myn_output_free(output);
    holds(in("a"), "old");
    ck_assert(!there(in("a.lock")));
    ck_assert(!there(in("a.part")));
    myn_output_free(NULL);
}
END_TEST

START_TEST(many_bytes)
{
    myn_output *output;
    ck_assert_int_eq(myn_output_open(in("a"), diag, &output), MYN_OK);
    unsigned char bytes[100003];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(i * 7 % 251);
    size_t size[] = {0, 1, 65535, 1, 65536, 65537, 100003, 3};
    for (size_t i = 0; i < 8; i++) ck_assert_int_eq(myn_output_write(output, bytes, size[i]), MYN_OK);
    ck_assert_int_eq(myn_output_commit(output), MYN_OK);
    ck_assert_int_eq(myn_output_commit(output), MYN_ERR_ARGUMENT);
    myn_output_free(output);
    myn_buffer read = {0};
    ck_assert_int_eq(myn_file_read(in("a"), 1 << 20, &read), MYN_OK);
    size_t at = 0;
    for (size_t i = 0; i < 8; i++) {
        ck_assert_mem_eq(read.at + at, bytes, size[i]);
        at += size[i];
    }
    ck_assert_uint_eq(read.length, at);
    myn_buffer_free(&read);
}
END_TEST

START_TEST(nothing_at_all)
{
    write_text(in("a"), "");
    holds(in("a"), "");
}
END_TEST

START_TEST(impossible_places)
{
    mkdir(in("sub"), 0777);
    put(in("file"), "");
    mkfifo(in("pipe"), 0666);
    refused(in("sub"), MYN_ERR_IO, "is a folder");
    refused(in("sub/"), MYN_ERR_IO, "names a folder");
    refused(in("sub/.."), MYN_ERR_IO, "names a folder");
    refused("", MYN_ERR_IO, "names a folder");
    refused(in("none/a"), MYN_ERR_IO, "does not exist");
    refused(in("file/a"), MYN_ERR_IO, "does not exist");
    refused(in("pipe"), MYN_ERR_IO, "neither a plain file");
    refused("/dev/null", MYN_ERR_IO, "neither a plain file");
    char name[300] = "";
    memset(name, 'x', 253);
    refused(in(name), MYN_ERR_IO, "File name too long");
    mkdir(in("b.part"), 0777);
    refused(in("b"), MYN_ERR_IO, "cannot be removed");
    ck_assert(!there(in("b.lock")));
}
END_TEST

START_TEST(relative_path)
{
    ck_assert_int_eq(chdir(folder), 0);
    write_text("a", "here");
    holds(in("a"), "here");
    write_text("./a", "there");
    holds(in("a"), "there");
    ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(links_are_followed)
{
    mkdir(in("sub"), 0777);
    put(in("sub/real"), "old");
    ck_assert_int_eq(symlink("sub/real", in("link")), 0);
    ck_assert_int_eq(symlink("sub/new", in("dangling")), 0);
    ck_assert_int_eq(symlink("nowhere/new", in("lost")), 0);
    ck_assert_int_eq(symlink("round", in("round")), 0);
    ck_assert_int_eq(symlink("sub", in("alias")), 0);
    write_text(in("link"), "new");
    holds(in("sub/real"), "new");
    char target[64];
    ck_assert_int_eq(readlink(in("link"), target, sizeof target), 8);
    write_text(in("dangling"), "made");
    holds(in("sub/new"), "made");
    refused(in("lost"), MYN_ERR_IO, "does not exist");
    refused(in("round"), MYN_ERR_IO, "Too many levels");
    myn_output *output;
    ck_assert_int_eq(myn_output_open(in("sub/real"), diag, &output), MYN_OK);
    refused(in("link"), MYN_ERR_BUSY, "is being written by");
    refused(in("alias/real"), MYN_ERR_BUSY, "is being written by");
    myn_output_free(output);
}
END_TEST

START_TEST(a_held_lock_names_its_holder)
{
    myn_output *output;
    ck_assert_int_eq(myn_output_open(in("a"), diag, &output), MYN_OK);
    char text[64];
    snprintf(text, sizeof text, "is being written by process %ld on ", (long)getpid());
    refused(in("a"), MYN_ERR_BUSY, text);
    ck_assert_int_eq(myn_output_commit(output), MYN_OK);
    refused(in("a"), MYN_ERR_BUSY, text);
    myn_output_free(output);
    write_text(in("a"), "x");
}
END_TEST

/* A killed writer's lock is free, and what it left is gone after the next. */
START_TEST(a_dead_writer)
{
    put(in("a"), "old");
    int ready[2];
    char byte;
    ck_assert_int_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        myn_output *output;
        if (myn_output_open(in("a"), NULL, &output) != MYN_OK) _exit(1);
        if (myn_output_write(output, folder, 1) != MYN_OK || write(ready[1], "x", 1) != 1) _exit(1);
        for (;;) pause();
    }
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    refused(in("a"), MYN_ERR_BUSY, "is being written by process");
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    ck_assert(there(in("a.lock")) && there(in("a.part")));
    holds(in("a"), "old");
    write_text(in("a"), "new");
    holds(in("a"), "new");
    ck_assert(!there(in("a.lock")) && !there(in("a.part")));
}
END_TEST

/* No descriptor is handed to a program that the host starts. */
START_TEST(descriptors_close_on_exec)
{
    myn_output *output;
    ck_assert_int_eq(myn_output_open(in("a"), diag, &output), MYN_OK);
    int ours = 0;
    for (int i = 3; i < 64; i++) {
        char name[32], target[256] = "";
        snprintf(name, sizeof name, "/proc/self/fd/%d", i);
        if (readlink(name, target, sizeof target - 1) < 0 || !strstr(target, folder)) continue;
        ck_assert_int_eq(fcntl(i, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
        ours++;
    }
    ck_assert_int_eq(ours, 2);
    myn_output_free(output);
}
END_TEST

/* Six processes go for one file; a marker that only one at a time can make says whether two ever held it. */
static void contend(int seed)
{
    for (int i = 0; i < 300; i++) {
        myn_output *output;
        myn_status status = myn_output_open(in("a"), NULL, &output);
        if (status == MYN_ERR_BUSY) continue;
        if (status != MYN_OK) _exit(2);
        int marker = open(in("marker"), O_CREAT | O_EXCL | O_WRONLY, 0666);
        if (marker < 0) _exit(3);
        close(marker);
        char text[32];
        snprintf(text, sizeof text, "%d %d", seed, i);
        if (myn_output_write(output, text, strlen(text)) != MYN_OK) _exit(4);
        unlink(in("marker"));
        if (i % 3 && myn_output_commit(output) != MYN_OK) _exit(5);
        myn_output_free(output);
    }
    _exit(0);
}

START_TEST(one_at_a_time)
{
    for (int i = 0; i < 6; i++)
        if (fork() == 0) contend(i);
    int state;
    while (wait(&state) > 0) ck_assert_int_eq(state, 0);
    ck_assert(there(in("a")));
    ck_assert(!there(in("a.lock")) && !there(in("a.part")));
}
END_TEST

/* A small file system of our own, gone with the process; false where that is not allowed. */
static bool small_disk(const char *options, unsigned long flags)
{
    if (unshare(CLONE_NEWNS) != 0) return false;
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return false;
    return mount("none", folder, "tmpfs", flags, options) == 0;
}

START_TEST(full_disk)
{
    if (!small_disk("size=100k", 0)) return;
    put(in("a"), "old");
    static char bytes[300000];
    myn_output *output;
    ck_assert_int_eq(myn_output_open(in("a"), diag, &output), MYN_OK);
    ck_assert_int_eq(myn_output_write(output, bytes, sizeof bytes), MYN_ERR_IO);
    ck_assert_int_eq(errno, ENOSPC);
    ck_assert_int_eq(myn_output_write(output, bytes, 1), MYN_OK); /* buffered */
    errno = 0;
    ck_assert_int_eq(myn_output_commit(output), MYN_ERR_IO);
    ck_assert_int_eq(errno, ENOSPC);
    ck_assert_int_eq(myn_output_commit(output), MYN_ERR_ARGUMENT);
    myn_output_free(output);
    holds(in("a"), "old");
    ck_assert(!there(in("a.lock")) && !there(in("a.part")));
    write_text(in("a"), "new");
    umount(folder);
}
END_TEST

START_TEST(read_only_folder)
{
    if (small_disk("", 0)) {
        put(in("a"), "old");
        ck_assert_int_eq(mount("none", folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
        refused(in("a"), MYN_ERR_IO, "Read-only file system");
        refused(in("b"), MYN_ERR_IO, "Read-only file system");
        holds(in("a"), "old");
        umount(folder);
    } else if (getuid() != 0) {
        ck_assert_int_eq(chmod(folder, 0555), 0);
        refused(in("a"), MYN_ERR_IO, "Permission denied");
        ck_assert_int_eq(chmod(folder, 0755), 0);
    }
}
END_TEST

/* ---- the lock by existence, for file systems without flock ---- */

START_TEST(lock_by_existence)
{
    myn_lock one, two;
    char holder[MYN_HOLDER_TEXT], expected[64];
    ck_assert_int_eq(myn_lock_take(in("l"), MYN_LOCK_FILE, holder, &one), MYN_OK);
    ck_assert_int_eq(myn_lock_take(in("l"), MYN_LOCK_FILE, holder, &two), MYN_ERR_BUSY);
    ck_assert_ptr_null(two.path);
    snprintf(expected, sizeof expected, "process %ld on ", (long)getpid());
    ck_assert_int_eq(strncmp(holder, expected, strlen(expected)), 0);
    myn_lock_give(&one);
    myn_lock_give(&two);
    ck_assert(!there(in("l")));
    ck_assert_int_eq(myn_lock_take(in("none/l"), MYN_LOCK_FILE, holder, &one), MYN_ERR_IO);
    ck_assert_int_eq(errno, ENOENT);
}
END_TEST

START_TEST(lock_of_the_dead_and_of_others)
{
    pid_t dead = fork();
    if (dead == 0) _exit(0);
    waitpid(dead, NULL, 0);
    char host[65], text[128], holder[MYN_HOLDER_TEXT];
    gethostname(host, sizeof host);
    myn_lock lock;
    snprintf(text, sizeof text, "%ld %s\n", (long)dead, host);
    put(in("l"), text);
    ck_assert_int_eq(myn_lock_take(in("l"), MYN_LOCK_FILE, holder, &lock), MYN_OK);
    myn_lock_give(&lock);
    ck_assert(!there(in("l")));
    snprintf(text, sizeof text, "%ld %s.elsewhere\n", (long)dead, host);
    put(in("l"), text);
    ck_assert_int_eq(myn_lock_take(in("l"), MYN_LOCK_FILE, holder, &lock), MYN_ERR_BUSY);
    ck_assert_ptr_nonnull(strstr(holder, ".elsewhere"));
    const char *unknown[] = {"", "12", "x y\n", "-4 host\n", "12 host"};
    for (size_t i = 0; i < 5; i++) {
        put(in("l"), unknown[i]);
        ck_assert_int_eq(myn_lock_take(in("l"), MYN_LOCK_FILE, holder, &lock), MYN_ERR_BUSY);
        ck_assert_str_eq(holder, "another run");
    }
}
END_TEST

/* A lock file left by a killed process holds nothing under flock, whatever stands in it. */
START_TEST(left_lock_file)
{
    put(in("a.lock"), "1 somewhere\n");
    write_text(in("a"), "x");
    ck_assert(!there(in("a.lock")));
    ck_assert_int_eq(symlink("elsewhere", in("b.lock")), 0);
    refused(in("b"), MYN_ERR_IO, "lock cannot be taken");
    ck_assert(!there(in("elsewhere")));
}
END_TEST

Suite *suite(void)
{
    Suite *out = suite_create("output");
    const TTest *tests[] = {new_file,
                            replaced_file_keeps_its_permissions,
                            not_committed_changes_nothing,
                            many_bytes,
                            nothing_at_all,
                            impossible_places,
                            relative_path,
                            links_are_followed,
                            a_held_lock_names_its_holder,
                            a_dead_writer,
                            descriptors_close_on_exec,
                            one_at_a_time,
                            full_disk,
                            read_only_folder,
                            lock_by_existence,
                            lock_of_the_dead_and_of_others,
                            left_lock_file};
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_set_timeout(all, 60);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(out, all);
    return out;
}
