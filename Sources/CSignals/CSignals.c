#define _GNU_SOURCE
#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static atomic_uint pending;
static atomic_bool is_reading;
static bool is_interactive;
static int wake_pipe[2] = {-1, -1};

static bool has_saved_settings;
static bool has_bracketed_paste;
static struct termios saved_settings;
static char crash_sentence[401];
static atomic_uint crash_sentence_length;

static const int crash_signals[] = {SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT};

static void set_handler(int signal, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

static bool is_ignored(int signal) {
  struct sigaction action;
  return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

void signals_ignore_write_failures(void) {
  set_handler(SIGPIPE, SIG_IGN, 0);
  set_handler(SIGXFSZ, SIG_IGN, 0);
}

static void note(int signal) {
  bool is_ending = signal == SIGTERM || signal == SIGHUP || (signal == SIGINT && !is_interactive);
  if (is_ending && !atomic_load(&is_reading)) _exit(128 + signal);
  int saved_errno = errno;
  atomic_fetch_or(&pending, 1u << signal);
  ssize_t ignored = write(wake_pipe[1], "", 1);
  (void)ignored;
  errno = saved_errno;
}

static void put(int descriptor, const char *bytes, size_t count) {
  ssize_t ignored = write(descriptor, bytes, count);
  (void)ignored;
}

// In the background tcsetattr would stop the dying program, so SIGTTOU waits.
static void restore_terminal(void) {
  if (!has_saved_settings) return;
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTTOU);
  sigprocmask(SIG_BLOCK, &set, NULL);
  tcsetattr(STDIN_FILENO, TCSANOW, &saved_settings);
  if (!atomic_load(&is_reading)) return;
  put(STDOUT_FILENO, "\033[?2004l", has_bracketed_paste ? 8 : 0);
  put(STDERR_FILENO, "\r\n", 2);
}

// SA_RESETHAND has put the default action back, so the signal raised again ends the program with
// the status that tells the truth.
static void crash(int signal) {
  restore_terminal();
  put(STDERR_FILENO, crash_sentence, atomic_load(&crash_sentence_length));
  raise(signal);
}

static void catch_crashes(void) {
  static char stack[64 * 1024];
  stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternative, NULL);
  for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++) {
    set_handler(crash_signals[i], crash, SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
  }
}

int signals_open(bool interactive) {
  if (wake_pipe[0] < 0 && pipe2(wake_pipe, O_NONBLOCK | O_CLOEXEC) != 0) return errno;
  is_interactive = interactive;
  const int ending[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < 3; i++) {
    if (!is_ignored(ending[i])) set_handler(ending[i], note, 0);
  }
  catch_crashes();
  return 0;
}

int signals_descriptor(void) { return wake_pipe[0]; }

void signals_begin_reading(bool uses_bracketed_paste) {
  has_bracketed_paste = uses_bracketed_paste;
  if (is_interactive) {
    has_saved_settings = tcgetattr(STDIN_FILENO, &saved_settings) == 0;
    if (!is_ignored(SIGTSTP)) set_handler(SIGTSTP, note, 0);
    set_handler(SIGCONT, note, 0);
    set_handler(SIGWINCH, note, 0);
    set_handler(SIGQUIT, SIG_IGN, 0);
  }
  atomic_store(&is_reading, true);
}

void signals_end_reading(void) {
  atomic_store(&is_reading, false);
  has_saved_settings = false;
  if (!is_interactive) return;
  if (!is_ignored(SIGTSTP)) set_handler(SIGTSTP, SIG_DFL, 0);
  set_handler(SIGCONT, SIG_DFL, 0);
  set_handler(SIGWINCH, SIG_DFL, 0);
  set_handler(SIGQUIT, SIG_DFL, 0);
}

void signals_silence_wakes(void) {
  char bytes[64];
  while (read(wake_pipe[0], bytes, sizeof bytes) > 0) continue;
}

uint32_t signals_take(void) {
  signals_silence_wakes();
  return atomic_exchange(&pending, 0);
}

bool signals_some_are_pending(void) { return atomic_load(&pending) != 0; }

bool signals_interrupt_is_pending(void) { return atomic_load(&pending) & (1u << SIGINT); }

bool signals_end_is_pending(void) {
  return atomic_load(&pending) & (1u << SIGINT | 1u << SIGTERM | 1u << SIGHUP);
}

void signals_stop(void) {
  set_handler(SIGTSTP, SIG_DFL, 0);
  kill(getpid(), SIGTSTP);
  set_handler(SIGTSTP, note, 0);
}

void signals_set_crash_sentence(const char *sentence) {
  size_t length = strnlen(sentence, sizeof crash_sentence - 2);
  atomic_store(&crash_sentence_length, 0);
  memcpy(crash_sentence, sentence, length);
  crash_sentence[length] = '\n';
  atomic_store(&crash_sentence_length, length + 1);
}
