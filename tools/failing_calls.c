/* Lets one of a process's calls to the system fail, or kills the process there; see inject_faults.py.

   Calls are counted that are about files below one folder, or about standard output and error. Each is written to a
   log as "kind path" when one is wanted. Loaded with LD_PRELOAD. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN, CREATE, READ, LIST, STAT, WRITE, SAY, SYNC, CLOSE, RENAME, LINK, UNLINK, MKDIR, RMDIR, CHMOD, CUT, KINDS };
static const char *NAMES[] = {"open", "create", "read", "list", "stat", "write", "say", "sync", "close", "rename",
                              "link", "unlink", "mkdir", "rmdir", "chmod", "cut"};
enum { ONCE = 1, FROM_THEN_ON, KILL, INTERRUPT, PAUSE };

static char root[4096];
static int mode, fails_with, log_to = -1;
static unsigned kinds;
static long count, at;
static pid_t armed;

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

void fail_at(const char *folder, long number, int how, int error, unsigned which, int log) {
    strncpy(root, folder, sizeof root - 1);
    at = number, mode = how, fails_with = error, kinds = which, log_to = log, count = 0, armed = getpid();
}

long count_calls(void) { return count; }

static int is_within(const char *path) {
    /* The command runs in the folder, so a relative path is within it. */
    size_t length = strlen(root);
    return path && (path[0] != '/' || (!strncmp(path, root, length) && (path[length] == '/' || !path[length])));
}

static int name_of(int handle, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, size - 1);
    path[length > 0 ? length : 0] = 0;
    return length > 0 && path[0] == '/' && is_within(path);
}

/* Whether the call fails; does not return where the process is killed, unless it can leave half of its work behind. */
static int fails(int kind, const char *path, int may_be_half) {
    if (armed != getpid()) return 0;
    count++;
    if (log_to >= 0) dprintf(log_to, "%s %s\n", NAMES[kind], path);
    if (mode == ONCE && count == at) return errno = fails_with, 1;
    if (mode == FROM_THEN_ON && count >= at && kinds & 1u << kind) return errno = fails_with, 1;
    if (mode == INTERRUPT && count == at) raise(SIGINT);
    if (mode == PAUSE && count == at) raise(SIGSTOP);
    if (mode == KILL && count == at) {
        if (may_be_half) return 2;
        kill(getpid(), SIGKILL);
    }
    return 0;
}

static int path_fails(int kind, const char *path) { return armed && is_within(path) && fails(kind, path, 0); }

static int handle_fails(int kind, int handle) {
    char path[4096];
    return armed && name_of(handle, path, sizeof path) && fails(kind, path, 0);
}

static int opens(const char *path, int flags) { return path_fails(flags & O_CREAT ? CREATE : OPEN, path); }

#define MODE_OF(flags) \
    mode_t mode_given = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode_given = va_arg(rest, mode_t); va_end(rest); }

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        MODE_OF(flags) \
        REAL(int, name, const char *, int, ...); \
        return opens(path, flags) ? -1 : real(path, flags, mode_given); \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        MODE_OF(flags) \
        REAL(int, name, int, const char *, int, ...); \
        return opens(path, flags) ? -1 : real(folder, path, flags, mode_given); \
    }
OPENS_AT(openat)
OPENS_AT(openat64)

ssize_t read(int handle, void *to, size_t size) {
    REAL(ssize_t, read, int, void *, size_t);
    return handle_fails(READ, handle) ? -1 : real(handle, to, size);
}

ssize_t write(int handle, const void *from, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    char path[4096];
    int is_said = handle == 1 || handle == 2;
    if (armed && (is_said || name_of(handle, path, sizeof path))) {
        int failing = fails(is_said ? SAY : WRITE, is_said ? (handle == 1 ? "stdout" : "stderr") : path, 1);
        if (failing == 2) real(handle, from, size / 2), kill(getpid(), SIGKILL);
        if (failing) return -1;
    }
    return real(handle, from, size);
}

int close(int handle) {
    REAL(int, close, int);
    int failing = handle_fails(CLOSE, handle), error = errno;
    int result = real(handle);
    return failing ? (errno = error, -1) : result;
}

#define ON_HANDLE(name, kind) \
    int name(int handle) { REAL(int, name, int); return handle_fails(kind, handle) ? -1 : real(handle); }
ON_HANDLE(fsync, SYNC)
ON_HANDLE(fdatasync, SYNC)

#define ON_PATH(name, kind) \
    int name(const char *path) { REAL(int, name, const char *); return path_fails(kind, path) ? -1 : real(path); }
ON_PATH(unlink, UNLINK)
ON_PATH(rmdir, RMDIR)

#define WITH_MODE(name, kind) \
    int name(const char *path, mode_t given) { \
        REAL(int, name, const char *, mode_t); \
        return path_fails(kind, path) ? -1 : real(path, given); \
    }
WITH_MODE(mkdir, MKDIR)
WITH_MODE(chmod, CHMOD)

int fchmodat(int folder, const char *path, mode_t given, int flags) {
    REAL(int, fchmodat, int, const char *, mode_t, int);
    return path_fails(CHMOD, path) ? -1 : real(folder, path, given, flags);
}

int utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
    REAL(int, utimensat, int, const char *, const struct timespec *, int);
    return path_fails(CHMOD, path) ? -1 : real(folder, path, times, flags);
}

#define TWO_PATHS(name, kind) \
    int name(const char *from, const char *to) { \
        REAL(int, name, const char *, const char *); \
        return path_fails(kind, to) ? -1 : real(from, to); \
    }
TWO_PATHS(rename, RENAME)
TWO_PATHS(link, LINK)
TWO_PATHS(symlink, LINK)

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, renameat, int, const char *, int, const char *);
    return path_fails(RENAME, to) ? -1 : real(from_folder, from, to_folder, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    REAL(int, linkat, int, const char *, int, const char *, int);
    return path_fails(LINK, to) ? -1 : real(from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char *path, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    return path_fails(UNLINK, path) ? -1 : real(folder, path, flags);
}

#define CUTS(name, type) \
    int name(int handle, type size) { \
        REAL(int, name, int, type); \
        return handle_fails(CUT, handle) ? -1 : real(handle, size); \
    }
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)

DIR *opendir(const char *path) {
    REAL(DIR *, opendir, const char *);
    return path_fails(OPEN, path) ? NULL : real(path);
}

#define LISTS(name, entry) \
    struct entry *name(DIR *folder) { \
        REAL(struct entry *, name, DIR *); \
        return handle_fails(LIST, dirfd(folder)) ? NULL : real(folder); \
    }
LISTS(readdir, dirent)
LISTS(readdir64, dirent64)

#define STATS(name, type) \
    int name(const char *path, struct type *to) { \
        REAL(int, name, const char *, struct type *); \
        return path_fails(STAT, path) ? -1 : real(path, to); \
    }
STATS(stat, stat)
STATS(stat64, stat64)
STATS(lstat, stat)
STATS(lstat64, stat64)

#define STATS_AT(name, type) \
    int name(int folder, const char *path, struct type *to, int flags) { \
        REAL(int, name, int, const char *, struct type *, int); \
        return path_fails(STAT, path) ? -1 : real(folder, path, to, flags); \
    }
STATS_AT(fstatat, stat)
STATS_AT(fstatat64, stat64)
