/*
 * A slow disk: each fsync and fdatasync of PostgreSQL's write-ahead log takes longer by as many milliseconds as the file
 * named by CHAOS_SYNC_FILE says. That is what a commit waits for. Other files are let off: after a crash PostgreSQL syncs
 * every file of its folder, some 1,800, which costs a disk nothing where they are unchanged, and here a wait for each.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int is_log(int file) {
  char link[32];
  char path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strstr(path, "/pg_wal/") != NULL;
}

static void wait_as_told(void) {
  const char *path = getenv("CHAOS_SYNC_FILE");
  if (path == NULL) return;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  char text[16] = {0};
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return;
  long milliseconds = strtol(text, NULL, 10);
  if (milliseconds <= 0) return;
  struct timespec rest = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
  while (nanosleep(&rest, &rest) != 0) {
  }
}

typedef int (*sync_function)(int);

int fsync(int file) {
  static sync_function next;
  if (next == NULL) next = (sync_function)dlsym(RTLD_NEXT, "fsync");
  if (is_log(file)) wait_as_told();
  return next(file);
}

int fdatasync(int file) {
  static sync_function next;
  if (next == NULL) next = (sync_function)dlsym(RTLD_NEXT, "fdatasync");
  if (is_log(file)) wait_as_told();
  return next(file);
}
