// Preloaded into a process under test: writes down, in order, every change that it makes to files under one folder,
// and lets the disk be full or broken from a chosen write on. What a power cut would leave is worked out from the notes
// by src/replay.rs, which also says how they are read.
//
// UNLISTED_SHIM_ROOT   the folder that is watched
// UNLISTED_SHIM_NOTES  where the notes go
// UNLISTED_SHIM_FULL   the number of the write (from 0) at which the disk is full: it fails with ENOSPC, and from then
//                      on nothing can grow until something is removed
// UNLISTED_SHIM_BROKEN the number of the write or sync (from 0) that fails once with EIO

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096
static char watched[MOST_FILES];
static const char *root;
static size_t root_length;
static int notes = -1;
static long full_at = -1, broken_at = -1, writes, syncs_and_writes, room = -1;
static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("UNLISTED_SHIM_NOTES");
    root = getenv("UNLISTED_SHIM_ROOT");
    if (!root || !path) { root = NULL; return; }
    root_length = strlen(root);
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    notes = fd < 0 ? -1 : (int)syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 900);
    if (notes < 0) abort();
    syscall(SYS_close, fd);
    if (getenv("UNLISTED_SHIM_FULL")) full_at = atol(getenv("UNLISTED_SHIM_FULL"));
    if (getenv("UNLISTED_SHIM_BROKEN")) broken_at = atol(getenv("UNLISTED_SHIM_BROKEN"));
}

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, notes, at, length);
        if (done <= 0) abort();
        at += done;
        length -= (size_t)done;
    }
}

// A note: what u8 | number u32 | place u64 | length u32 | bytes.
static void note(char what, uint32_t number, uint64_t place, const void *bytes, uint32_t length) {
    char front[17];
    front[0] = what;
    memcpy(front + 1, &number, 4);
    memcpy(front + 5, &place, 8);
    memcpy(front + 13, &length, 4);
    put(front, sizeof front);
    put(bytes, length);
}

static int under_root(const char *path) {
    return root && path && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || !path[root_length]);
}

// The absolute path of `path` seen from `folder`, or NULL when it is not under the root.
static const char *resolve(int folder, const char *path, char *out) {
    if (path && path[0] == '/') return under_root(path) ? path : NULL;
    if (folder < 0 || !path) return NULL;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, out, 2048);
    if (length <= 0) return NULL;
    out[length] = '/';
    snprintf(out + length + 1, 2000, "%s", path);
    return under_root(out) ? out : NULL;
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FILES && watched[fd]; }

static int grows(uint64_t by) {
    if (room < 0) return 0;
    if ((uint64_t)room < by) return -1;
    room -= (long)by;
    return 0;
}

static int fails(int fd, uint64_t end) {
    if (broken_at >= 0 && syncs_and_writes++ == broken_at) { errno = EIO; return 1; }
    if (full_at < 0) return 0;
    if (writes++ == full_at) { room = 0; errno = ENOSPC; return 1; }
    struct stat about;
    if (room < 0 || fstat(fd, &about) != 0 || end <= (uint64_t)about.st_size) return 0;
    if (grows(end - (uint64_t)about.st_size) != 0) { errno = ENOSPC; return 1; }
    return 0;
}

static void frees(const char *path) {
    struct stat about;
    if (room >= 0 && lstat(path, &about) == 0 && S_ISREG(about.st_mode)) room += about.st_size;
}

static int open_watched(int folder, const char *path, int flags, mode_t mode) {
    char space[4096];
    const char *full = resolve(folder, path, space);
    if (!full) {
        int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
        if (fd >= 0 && fd < MOST_FILES) watched[fd] = 0;
        return fd;
    }
    pthread_mutex_lock(&turn);
    struct stat about;
    int existed = lstat(full, &about) == 0, fd = -1;
    if (!existed && (flags & O_CREAT) && grows(4096) != 0) {
        errno = ENOSPC;
    } else {
        fd = (int)syscall(SYS_openat, folder, path, flags, mode);
    }
    if (fd >= 0 && fd < MOST_FILES) {
        watched[fd] = 1;
        // Bit 0: it was made now; bit 1: it was emptied.
        uint64_t how = (uint64_t)(!existed) | ((flags & O_TRUNC) ? 2u : 0u);
        note('O', (uint32_t)fd, how, full, (uint32_t)strlen(full));
    }
    pthread_mutex_unlock(&turn);
    return fd;
}

#define MODE_OF(flags, last)                                     \
    mode_t mode = 0;                                             \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                     \
        va_list more;                                            \
        va_start(more, last);                                    \
        mode = va_arg(more, mode_t);                             \
        va_end(more);                                            \
    }

int open(const char *path, int flags, ...) { MODE_OF(flags, flags) return open_watched(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags, flags) return open_watched(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags, flags) return open_watched(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags, flags) return open_watched(at, path, flags, mode); }

int close(int fd) {
    if (is_watched(fd)) {
        pthread_mutex_lock(&turn);
        watched[fd] = 0;
        note('C', (uint32_t)fd, 0, "", 0);
        int done = (int)syscall(SYS_close, fd);
        pthread_mutex_unlock(&turn);
        return done;
    }
    return (int)syscall(SYS_close, fd);
}

static ssize_t write_watched(int fd, const void *bytes, size_t length, off_t place) {
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    if (!fails(fd, (uint64_t)place + length)) {
        done = (ssize_t)syscall(SYS_pwrite64, fd, bytes, length, place);
        if (done > 0) note('W', (uint32_t)fd, (uint64_t)place, bytes, (uint32_t)done);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t place) {
    return is_watched(fd) ? write_watched(fd, bytes, length, place)
                          : (ssize_t)syscall(SYS_pwrite64, fd, bytes, length, place);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t place) { return pwrite(fd, bytes, length, place); }

ssize_t write(int fd, const void *bytes, size_t length) {
    if (!is_watched(fd)) return (ssize_t)syscall(SYS_write, fd, bytes, length);
    off_t place = lseek(fd, 0, (fcntl(fd, F_GETFL) & O_APPEND) ? SEEK_END : SEEK_CUR);
    ssize_t done = write_watched(fd, bytes, length, place);
    if (done > 0) lseek(fd, place + done, SEEK_SET);
    return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (!is_watched(fd)) return (ssize_t)syscall(SYS_writev, fd, parts, count);
    return count > 0 ? write(fd, parts[0].iov_base, parts[0].iov_len) : 0;
}

static int sync_watched(long number, int fd) {
    if (!is_watched(fd)) return (int)syscall(number, fd);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (broken_at >= 0 && syncs_and_writes++ == broken_at) {
        errno = EIO;
    } else {
        // The disk of the machine need not be waited for: what was synced is known from the note.
        done = 0;
        note('S', (uint32_t)fd, 0, "", 0);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

int fsync(int fd) { return sync_watched(SYS_fsync, fd); }
int fdatasync(int fd) { return sync_watched(SYS_fdatasync, fd); }
int sync_file_range(int fd, off_t from, off_t length, unsigned flags) {
    // It promises nothing that outlives a power cut, so it is not noted.
    return is_watched(fd) ? 0 : (int)syscall(SYS_sync_file_range, fd, from, length, flags);
}

int ftruncate(int fd, off_t length) {
    if (!is_watched(fd)) return (int)syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (!fails(fd, (uint64_t)length)) {
        done = (int)syscall(SYS_ftruncate, fd, length);
        if (done == 0) note('T', (uint32_t)fd, (uint64_t)length, "", 0);
    }
    pthread_mutex_unlock(&turn);
    return done;
}
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }

static int change_name(char what, int at, const char *path, long call, int flags) {
    char space[4096];
    const char *full = resolve(at, path, space);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (full && what == 'M' && grows(4096) != 0) {
        errno = ENOSPC;
    } else {
        if (full && what == 'U') frees(full);
        done = call == SYS_mkdirat ? (int)syscall(call, at, path, flags) : (int)syscall(call, at, path, flags);
        if (done == 0 && full) note(what, 0, 0, full, (uint32_t)strlen(full));
    }
    pthread_mutex_unlock(&turn);
    return done;
}

int mkdir(const char *path, mode_t mode) { return change_name('M', AT_FDCWD, path, SYS_mkdirat, (int)mode); }
int unlink(const char *path) { return change_name('U', AT_FDCWD, path, SYS_unlinkat, 0); }
int rmdir(const char *path) { return change_name('U', AT_FDCWD, path, SYS_unlinkat, AT_REMOVEDIR); }
int unlinkat(int at, const char *path, int flags) { return change_name('U', at, path, SYS_unlinkat, flags); }

int rename(const char *from, const char *to) {
    pthread_mutex_lock(&turn);
    frees(to);
    int done = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (done == 0 && under_root(from) && under_root(to)) {
        char both[8192];
        int length = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
        note('R', 0, 0, both, (uint32_t)length);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

// Copies go through read and write, which are watched.
ssize_t copy_file_range(int in, off64_t *a, int out, off64_t *b, size_t length, unsigned flags) {
    (void)in; (void)a; (void)out; (void)b; (void)length; (void)flags;
    errno = EXDEV;
    return -1;
}
ssize_t sendfile(int out, int in, off_t *at, size_t length) {
    (void)out; (void)in; (void)at; (void)length;
    errno = EINVAL;
    return -1;
}
ssize_t sendfile64(int out, int in, off_t *at, size_t length) { return sendfile(out, in, at, length); }
