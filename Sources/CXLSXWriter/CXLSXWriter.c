#include "CXLSXWriter.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>

static xlsxwriter_library library;
static bool is_loaded;

static bool find_all(void *handle) {
  void *function;
#define FIND(name)                        \
  function = dlsym(handle, #name);        \
  if (function == NULL) return false;     \
  library.name = (__typeof__(&name))function;
  XLSXWRITER_FUNCTIONS(FIND)
  return true;
}

static void load(void) {
  // The version of the header, for its structures are shared with the library.
  void *handle = dlopen("libxlsxwriter.so." LXW_SOVERSION, RTLD_NOW | RTLD_LOCAL);
  is_loaded = handle != NULL && find_all(handle);
}

const xlsxwriter_library *xlsxwriter_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded ? &library : NULL;
}
