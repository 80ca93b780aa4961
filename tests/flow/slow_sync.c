/* Loaded before a program (LD_PRELOAD), it makes a disk of the test's own kind: a sync takes SLOW_SYNC_MS longer, and as
 * long as the file SLOW_SYNC_HANGS exists, none comes back. Nothing else about the disk is changed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int after_all(const char *name, int file)
{
    int (*sync_file)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    const char *more = getenv("SLOW_SYNC_MS");
    const char *hangs = getenv("SLOW_SYNC_HANGS");
    if (more)
        usleep(1000 * (useconds_t)atoi(more));
    while (hangs && access(hangs, F_OK) == 0)
        usleep(10000);
    return sync_file(file);
}

int fsync(int file)
{
    return after_all("fsync", file);
}

int fdatasync(int file)
{
    return after_all("fdatasync", file);
}
