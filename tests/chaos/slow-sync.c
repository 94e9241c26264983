/*
 * A slow disk: every fsync and fdatasync of the program it is preloaded into takes longer by as many milliseconds as the
 * file named by CHAOS_SYNC_FILE says. PostgreSQL's wal_sync_method on Linux is fdatasync; data files are synced by fsync.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

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
  wait_as_told();
  return next(file);
}

int fdatasync(int file) {
  static sync_function next;
  if (next == NULL) next = (sync_function)dlsym(RTLD_NEXT, "fdatasync");
  wait_as_told();
  return next(file);
}
