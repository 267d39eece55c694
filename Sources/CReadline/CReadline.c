#define _GNU_SOURCE
#include "CReadline.h"

#include <langinfo.h>
#include <locale.h>
#include <readline/history.h>
#include <readline/readline.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>

static bool set_up_output(readline_put_bytes put_bytes) {
  cookie_io_functions_t functions = {.write = (cookie_write_function_t *)put_bytes};
  FILE *stream = fopencookie(NULL, "w", functions);
  if (stream == NULL) return false;
  rl_outstream = stream;
  return true;
}

// Undermat speaks UTF-8 whatever the locale says; without this Backspace would cut an é in half.
// Readline asks the environment anew at every prompt, so the environment itself is changed; a pager
// started later gets UTF-8 and is told so.
static void choose_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
  setenv("LC_ALL", "C.UTF-8", 1);
  setlocale(LC_CTYPE, "");
}

// Reading never waits: the terminal throws away what was typed before Ctrl-C, also after `poll`
// announced it, and a read that waits would then sleep through the signal until the next key.
static void prepare_terminal(int meta) {
  rl_prep_terminal(meta);
  struct termios settings;
  if (tcgetattr(fileno(rl_instream), &settings) != 0) return;
  settings.c_cc[VMIN] = 0;
  settings.c_cc[VTIME] = 0;
  tcsetattr(fileno(rl_instream), TCSANOW, &settings);
}

bool readline_open(
    readline_get_byte get_byte, readline_put_bytes put_bytes, readline_complete complete,
    bool isDumb) {
  rl_readline_name = "undermat";
  rl_instream = stdin;
  if (!set_up_output(put_bytes)) return false;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_prep_term_function = prepare_terminal;
  rl_getc_function = get_byte;
  rl_attempted_completion_function = complete;
  rl_completer_word_break_characters = " \t\n";
  rl_completer_quote_characters = "";
  rl_basic_quote_characters = "";
  // Both would wait for a key outside of the poll loop, deaf to signals and to a time window.
  rl_completion_query_items = 0;
  choose_locale();
  rl_initialize();
  rl_variable_bind("page-completions", "off");
  if (isDumb) rl_variable_bind("enable-bracketed-paste", "off");
  using_history();
  return true;
}

void readline_begin(const char *prompt, readline_take_line take_line) {
  rl_callback_handler_install(prompt, take_line);
}

void readline_handle_key(void) { rl_callback_read_char(); }

void readline_end(void) {
  rl_callback_handler_remove();
  fflush(rl_outstream);
}

void readline_drop_line(void) {
  rl_callback_sigcleanup();
  rl_free_line_state();
}

void readline_echo_signal(int signal) { rl_echo_signal_char(signal); }

void readline_leave_line(void) {
  rl_point = rl_end;
  rl_redisplay();
  rl_crlf();
  fflush(rl_outstream);
}

void readline_suspend(void) {
  rl_callback_sigcleanup();
  rl_cleanup_after_signal();
  fflush(rl_outstream);
}

void readline_resume(void) {
  rl_reset_after_signal();
  rl_reset_screen_size();
  readline_redraw();
}

void readline_resize(void) {
  rl_resize_terminal();
  fflush(rl_outstream);
}

void readline_measure(void) { rl_reset_screen_size(); }

void readline_change_prompt(const char *prompt) {
  rl_set_prompt(prompt);
  rl_redisplay();
  fflush(rl_outstream);
}

void readline_redraw(void) {
  rl_on_new_line();
  rl_forced_update_display();
  fflush(rl_outstream);
}

void readline_flush(void) { fflush(rl_outstream); }

const char *readline_line(void) { return rl_line_buffer == NULL ? "" : rl_line_buffer; }

int readline_cursor(void) { return rl_point; }

void readline_remember(const char *line) { add_history(line); }

void readline_limit_history(int lines) { stifle_history(lines); }
