//===- tests/support/KillAt.c - End a program at its N-th step ------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Preloaded into the program that is tested. Counts the calls that change files
// below $KILL_BELOW, and raises $KILL_SIGNAL before number $KILL_AT. A write is
// cut in half before, as a full disk or a crash may. $KILL_ERROR, if given, is
// an errno that the call fails with instead.
//
//===----------------------------------------------------------------------===//
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long calls;

static int is_below(const char *path) {
  const char *below = getenv("KILL_BELOW");
  return below && path && strncmp(path, below, strlen(below)) == 0;
}

static int is_open_below(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0)
    return 0;
  path[size] = '\0';
  return is_below(path);
}

/* True if the call is to fail. */
static int step(int concerns, int fd, const void *text, size_t size) {
  const char *at = getenv("KILL_AT"), *how = getenv("KILL_SIGNAL"),
             *error = getenv("KILL_ERROR");
  if (!concerns || !at)
    return 0;
  ++calls;
  if (error && calls == atol(at)) {
    errno = atoi(error);
    return 1;
  }
  if (!error && calls == atol(at)) {
    if (text && size > 1) {
      ssize_t (*next)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
      (void)!next(fd, text, size / 2);
    }
    raise(how ? atoi(how) : SIGKILL);
  }
  return 0;
}

#define NEXT(name, type) ((type)dlsym(RTLD_NEXT, name))

static int open_next(const char *name, int folder, const char *path, int flags,
                     mode_t mode) {
  if (step((flags & O_CREAT) && is_below(path), -1, NULL, 0))
    return -1;
  if (folder == AT_FDCWD && strncmp(name, "openat", 6) != 0)
    return NEXT(name, int (*)(const char *, int, ...))(path, flags, mode);
  return NEXT(name, int (*)(int, const char *, int, ...))(folder, path, flags,
                                                          mode);
}

#define MODE(last)                                                             \
  va_list list;                                                                \
  va_start(list, last);                                                        \
  const mode_t mode = (last & O_CREAT) ? va_arg(list, mode_t) : 0;             \
  va_end(list)

int open(const char *path, int flags, ...) {
  MODE(flags);
  return open_next("open", AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE(flags);
  return open_next("open64", AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE(flags);
  return open_next("openat", folder, path, flags, mode);
}

ssize_t write(int fd, const void *text, size_t size) {
  if (step(is_open_below(fd), fd, text, size))
    return -1;
  return NEXT("write", ssize_t (*)(int, const void *, size_t))(fd, text, size);
}

int fsync(int fd) {
  if (step(is_open_below(fd), -1, NULL, 0))
    return -1;
  return NEXT("fsync", int (*)(int))(fd);
}

int fchmod(int fd, mode_t mode) {
  if (step(is_open_below(fd), -1, NULL, 0))
    return -1;
  return NEXT("fchmod", int (*)(int, mode_t))(fd, mode);
}

int close(int fd) {
  if (step(is_open_below(fd), -1, NULL, 0)) {
    const int error = errno;
    NEXT("close", int (*)(int))(fd);
    errno = error;
    return -1;
  }
  return NEXT("close", int (*)(int))(fd);
}

int rename(const char *from, const char *to) {
  if (step(is_below(to), -1, NULL, 0))
    return -1;
  return NEXT("rename", int (*)(const char *, const char *))(from, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  if (getenv("KILL_NO_EXCHANGE")) {
    errno = EINVAL;
    return -1;
  }
  if (step(is_below(to), -1, NULL, 0))
    return -1;
  return NEXT("renameat2", int (*)(int, const char *, int, const char *,
                                   unsigned))(a, from, b, to, flags);
}

int unlink(const char *path) {
  if (step(is_below(path), -1, NULL, 0))
    return -1;
  return NEXT("unlink", int (*)(const char *))(path);
}

int remove(const char *path) {
  if (step(is_below(path), -1, NULL, 0))
    return -1;
  return NEXT("remove", int (*)(const char *))(path);
}
