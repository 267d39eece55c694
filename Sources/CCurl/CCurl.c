#include "CCurl.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Numbers of libcurl's stable interface (curl.h, since 7.1 or the version said).
enum {
  OPT_WRITEDATA = 10001,
  OPT_URL = 10002,
  OPT_ERRORBUFFER = 10010,
  OPT_WRITEFUNCTION = 20011,
  OPT_POSTFIELDS = 10015,
  OPT_HTTPHEADER = 10023,
  OPT_HEADERDATA = 10029,
  OPT_CUSTOMREQUEST = 10036,
  OPT_POSTFIELDSIZE_LARGE = 30120,
  OPT_HEADERFUNCTION = 20079,
  OPT_HTTPGET = 80,
  OPT_NOSIGNAL = 99,
  OPT_CONNECTTIMEOUT = 78,
  OPT_TIMEOUT = 13,
  OPT_HTTPAUTH = 107,
  OPT_USERNAME = 10173,
  OPT_PASSWORD = 10174,
  OPT_PROTOCOLS = 181,
  OPT_NETRC = 51,
  INFO_RESPONSE_CODE = 0x200002,
  AUTH_BASIC = 1,
  PROTOCOLS_HTTP_AND_HTTPS = 3,
};

typedef void *(*init_function)(void);
typedef int (*setopt_function)(void *, int, ...);
typedef int (*perform_function)(void *);
typedef int (*getinfo_function)(void *, int, ...);
typedef void (*cleanup_function)(void *);
typedef void *(*append_function)(void *, const char *);
typedef void (*free_list_function)(void *);

static struct {
  init_function init;
  setopt_function setopt;
  perform_function perform;
  getinfo_function getinfo;
  cleanup_function cleanup;
  append_function append;
  free_list_function free_list;
} curl;

static int load(void) {
  static const char *names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4", NULL};
  if (curl.init) return 1;
  void *library = NULL;
  for (int index = 0; names[index] && !library; index++) {
    library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
  }
  if (!library) return -1;
  curl.setopt = (setopt_function)dlsym(library, "curl_easy_setopt");
  curl.perform = (perform_function)dlsym(library, "curl_easy_perform");
  curl.getinfo = (getinfo_function)dlsym(library, "curl_easy_getinfo");
  curl.cleanup = (cleanup_function)dlsym(library, "curl_easy_cleanup");
  curl.append = (append_function)dlsym(library, "curl_slist_append");
  curl.free_list = (free_list_function)dlsym(library, "curl_slist_free_all");
  init_function init = (init_function)dlsym(library, "curl_easy_init");
  if (!curl.setopt || !curl.perform || !curl.getinfo || !curl.cleanup || !curl.append ||
      !curl.free_list || !init) {
    return -2;
  }
  curl.init = init;
  return 1;
}

typedef struct {
  ccurl_answer *answer;
  size_t most;
  size_t room;
} sink;

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  sink *into = context;
  size_t more = size * count;
  size_t needed = into->answer->length + more;
  if (needed > into->most) return 0;
  if (needed > into->room) {
    size_t room = needed * 2;
    unsigned char *body = realloc(into->answer->body, room);
    if (!body) return 0;
    into->answer->body = body;
    into->room = room;
  }
  memcpy(into->answer->body + into->answer->length, bytes, more);
  into->answer->length = needed;
  return more;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
  ccurl_answer *answer = context;
  size_t length = size * count;
  static const char name[] = "retry-after:";
  size_t prefix = sizeof name - 1;
  if (length > prefix && length < 64 && strncasecmp(bytes, name, prefix) == 0) {
    char text[64];
    memcpy(text, bytes + prefix, length - prefix);
    text[length - prefix] = 0;
    char *end = text;
    long seconds = strtol(text, &end, 10);
    if (end != text && seconds >= 0) answer->retry_after = seconds;
  }
  return length;
}

int ccurl_send(const ccurl_request *request, ccurl_answer *answer) {
  memset(answer, 0, sizeof *answer);
  answer->retry_after = -1;
  int loaded = load();
  if (loaded != 1) {
    answer->code = loaded;
    return 0;
  }
  void *handle = curl.init();
  if (!handle) {
    answer->code = -2;
    return 0;
  }
  sink into = {answer, request->most_bytes, 0};
  void *headers = NULL;
  // Without this, libcurl waits a second for "100 Continue" before a large body.
  headers = curl.append(headers, "Expect:");
  for (size_t index = 0; request->headers && request->headers[index]; index++) {
    headers = curl.append(headers, request->headers[index]);
  }
  curl.setopt(handle, OPT_ERRORBUFFER, answer->error);
  curl.setopt(handle, OPT_URL, request->url);
  curl.setopt(handle, OPT_PROTOCOLS, (long)PROTOCOLS_HTTP_AND_HTTPS);
  curl.setopt(handle, OPT_NOSIGNAL, 1L);
  curl.setopt(handle, OPT_NETRC, 0L);
  curl.setopt(handle, OPT_CONNECTTIMEOUT, 15L);
  curl.setopt(handle, OPT_TIMEOUT, request->timeout_seconds);
  curl.setopt(handle, OPT_HTTPHEADER, headers);
  curl.setopt(handle, OPT_WRITEFUNCTION, take_body);
  curl.setopt(handle, OPT_WRITEDATA, &into);
  curl.setopt(handle, OPT_HEADERFUNCTION, take_header);
  curl.setopt(handle, OPT_HEADERDATA, answer);
  if (request->user) {
    curl.setopt(handle, OPT_HTTPAUTH, (long)AUTH_BASIC);
    curl.setopt(handle, OPT_USERNAME, request->user);
    curl.setopt(handle, OPT_PASSWORD, request->password ? request->password : "");
  }
  if (strcmp(request->method, "GET") == 0) {
    curl.setopt(handle, OPT_HTTPGET, 1L);
  } else {
    curl.setopt(handle, OPT_POSTFIELDSIZE_LARGE, (long long)request->length);
    curl.setopt(handle, OPT_POSTFIELDS, request->body);
    curl.setopt(handle, OPT_CUSTOMREQUEST, request->method);
  }
  answer->code = curl.perform(handle);
  if (answer->code == 0) curl.getinfo(handle, INFO_RESPONSE_CODE, &answer->status);
  curl.setopt(handle, OPT_ERRORBUFFER, (char *)NULL);
  curl.cleanup(handle);
  curl.free_list(headers);
  return answer->code == 0 && answer->status > 0;
}

void ccurl_free(ccurl_answer *answer) {
  free(answer->body);
  answer->body = NULL;
}
