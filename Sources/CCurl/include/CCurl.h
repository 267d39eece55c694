// One HTTP request through libcurl, which is looked for only when it is needed: a program that links
// it would load some thirty libraries at every start, also when nobody sends anything.
#ifndef UNDERMAT_CCURL_H
#define UNDERMAT_CCURL_H

#include <stddef.h>

typedef struct {
  /// HTTP status; 0 if there was no answer.
  long status;
  /// The answer's body, to be freed with ccurl_free; may be NULL.
  unsigned char *body;
  size_t length;
  /// Seconds of a Retry-After header; -1 if there is none.
  long retry_after;
  /// libcurl's code; -1 if libcurl is not installed, -2 if it is not what was expected.
  int code;
  /// Why there was no answer.
  char error[256];
} ccurl_answer;

typedef struct {
  const char *method;
  const char *url;
  /// NULL for none.
  const char *user;
  const char *password;
  /// Whole header lines, ended by NULL.
  const char *const *headers;
  const unsigned char *body;
  size_t length;
  long timeout_seconds;
  /// Longer answers are an error.
  size_t most_bytes;
} ccurl_request;

/// Does one request. Redirections are not followed. Returns 1 if there was an answer.
int ccurl_send(const ccurl_request *request, ccurl_answer *answer);
void ccurl_free(ccurl_answer *answer);

#endif
