/* System calls on files for the modules io and posix in Java: without the GIL, repeated when a signal interrupts them. A failed one's
   result is its error number, negative: errno itself would not survive the way back into the JVM. -EINTR alone says that a signal
   handler has raised an exception. */
#define _GNU_SOURCE
#include "shim.h"
#include "filestatus.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

#define SYSTEM_CALL(call)                                                    \
    do {                                                                     \
        long result, failure;                                                \
        do {                                                                 \
            Py_BEGIN_ALLOW_THREADS                                           \
            result = (call);                                                 \
            failure = result == -1 ? errno : 0;                              \
            Py_END_ALLOW_THREADS                                             \
        } while (failure == EINTR && PyErr_CheckSignals() == 0);             \
        return failure != 0 ? -failure : result;                             \
    } while (0)

/* ---- Descriptors ---- */

long c4j_file_open(const char *path, int flags, int mode)
{
    SYSTEM_CALL(open(path, flags | O_CLOEXEC, mode));
}

/* Not repeated: the descriptor is gone even when a signal came. */
long c4j_file_close(int fd)
{
    long failure;
    Py_BEGIN_ALLOW_THREADS
    failure = close(fd) == -1 ? errno : 0;
    Py_END_ALLOW_THREADS
    return failure == EINTR ? 0 : -failure;
}

long c4j_file_read(int fd, void *buffer, long count)
{
    SYSTEM_CALL(read(fd, buffer, count));
}

long c4j_file_write(int fd, const void *buffer, long count)
{
    SYSTEM_CALL(write(fd, buffer, count));
}

long c4j_file_seek(int fd, long offset, int whence)
{
    SYSTEM_CALL(lseek(fd, offset, whence));
}

long c4j_file_truncate(int fd, long size)
{
    SYSTEM_CALL(ftruncate(fd, size));
}

long c4j_file_sync(int fd)
{
    SYSTEM_CALL(fsync(fd));
}

long c4j_file_dup(int fd)
{
    SYSTEM_CALL(fcntl(fd, F_DUPFD_CLOEXEC, 0));
}

long c4j_file_dup2(int fd, int target, int inheritable)
{
    SYSTEM_CALL(inheritable ? dup2(fd, target) : dup3(fd, target, O_CLOEXEC));
}

long c4j_file_pipe(int *ends)
{
    SYSTEM_CALL(pipe2(ends, O_CLOEXEC));
}

long c4j_file_is_terminal(int fd)
{
    return isatty(fd) ? 1 : -errno;
}

/* ---- Status: the fields as CPython's stat_result has them, times in nanoseconds ---- */

enum { MODE, INODE, DEVICE, LINKS, USER, GROUP, SIZE, ACCESSED, MODIFIED, CHANGED, BLOCK_SIZE, BLOCKS, SPECIAL_DEVICE };

static long nanoseconds(struct timespec time)
{
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

static void copy_status(const struct stat *status, long *fields)
{
    fields[MODE] = status->st_mode;
    fields[INODE] = status->st_ino;
    fields[DEVICE] = status->st_dev;
    fields[LINKS] = status->st_nlink;
    fields[USER] = status->st_uid;
    fields[GROUP] = status->st_gid;
    fields[SIZE] = status->st_size;
    fields[ACCESSED] = nanoseconds(status->st_atim);
    fields[MODIFIED] = nanoseconds(status->st_mtim);
    fields[CHANGED] = nanoseconds(status->st_ctim);
    fields[BLOCK_SIZE] = status->st_blksize;
    fields[BLOCKS] = status->st_blocks;
    fields[SPECIAL_DEVICE] = status->st_rdev;
}

static long status_of(const char *path, int fd, int follow, struct stat *status)
{
    SYSTEM_CALL(path == NULL ? c4j_fstat(fd, status) : follow ? c4j_stat(path, status) : c4j_lstat(path, status));
}

/* Of an open file when path is NULL. */
long c4j_file_status(const char *path, int fd, int follow, long *fields)
{
    struct stat status;
    long result = status_of(path, fd, follow, &status);
    if (result == 0)
        copy_status(&status, fields);
    return result;
}

/* ---- Paths ---- */

long c4j_path_access(const char *path, int mode)
{
    SYSTEM_CALL(access(path, mode));
}

long c4j_path_unlink(const char *path)
{
    SYSTEM_CALL(unlink(path));
}

long c4j_path_mkdir(const char *path, int mode)
{
    SYSTEM_CALL(mkdir(path, mode));
}

long c4j_path_rmdir(const char *path)
{
    SYSTEM_CALL(rmdir(path));
}

long c4j_path_rename(const char *from, const char *to)
{
    SYSTEM_CALL(rename(from, to));
}

long c4j_path_link(const char *from, const char *to)
{
    SYSTEM_CALL(link(from, to));
}

long c4j_path_symlink(const char *target, const char *path)
{
    SYSTEM_CALL(symlink(target, path));
}

long c4j_path_readlink(const char *path, char *buffer, long size)
{
    SYSTEM_CALL(readlink(path, buffer, size));
}

long c4j_path_chmod(const char *path, int mode)
{
    SYSTEM_CALL(chmod(path, mode));
}

long c4j_path_chdir(const char *path)
{
    SYSTEM_CALL(chdir(path));
}

/* The length of the working directory's name. */
long c4j_path_cwd(char *buffer, long size)
{
    return getcwd(buffer, size) == NULL ? -errno : (long)strlen(buffer);
}

/* ---- Directories ---- */

long c4j_directory_open(const char *path, void **directory)
{
    *directory = opendir(path);
    return *directory == NULL ? -errno : 0;
}

/* The next entry's name but . and .., or NULL at the end. */
const char *c4j_directory_next(void *directory)
{
    struct dirent *entry;
    do {
        entry = readdir(directory);
        if (entry == NULL)
            return NULL;
    } while (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
    return entry->d_name;
}

void c4j_directory_close(void *directory)
{
    closedir(directory);
}

/* ---- Processes ---- */

long c4j_process_kill(int process, int signal)
{
    SYSTEM_CALL(kill(process, signal));
}

/* ---- Random bytes ---- */

long c4j_random_bytes(void *buffer, long size, int flags)
{
    SYSTEM_CALL(getrandom(buffer, size, flags));
}

/* ---- Any function of the C library whose arguments are integers and pointers, and whose -1 says that errno has an error number ---- */

/* The result is an int: what the upper half of its register holds is nobody's business. */
long c4j_system_int(int (*function)(long, long, long, long, long), long a, long b, long c, long d, long e)
{
    errno = 0;
    int result = function(a, b, c, d, e);
    return result == -1 && errno != 0 ? -errno : result;
}

long c4j_system_long(long (*function)(long, long, long, long, long), long a, long b, long c, long d, long e)
{
    errno = 0;
    long result = function(a, b, c, d, e);
    return result == -1 && errno != 0 ? -errno : result;
}

long c4j_system_wide(long (*function)(long, long, long, long, long, long), const long *a)
{
    errno = 0;
    long result = function(a[0], a[1], a[2], a[3], a[4], a[5]);
    return result == -1 && errno != 0 ? -errno : result;
}
