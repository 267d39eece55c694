// GNU readline for Swift: its globals behind functions, because Swift 6 rightly refuses to touch
// mutable globals of C, and a stream that hands readline's output to the one checked writer.
#ifndef UNDERMAT_CREADLINE_H
#define UNDERMAT_CREADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

/// Reads one byte of input: 0 ... 255, or EOF.
typedef int (*readline_get_byte)(FILE *stream);
/// Takes bytes for the terminal; returns how many it took, or 0 if the terminal is lost.
typedef ssize_t (*readline_put_bytes)(void *cookie, const char *bytes, size_t count);
/// Takes a finished line (to be freed), or NULL at the end of input.
typedef void (*readline_take_line)(char *line);
/// Returns a NULL-ended array of matches in readline's sense, allocated with malloc, or NULL.
typedef char **(*readline_complete)(const char *word, int start, int end);

/// Prepares readline once for the whole process, for UTF-8 whatever the locale says. `isDumb` keeps
/// escape sequences away.
/// Returns false if there is no memory.
bool readline_open(
    readline_get_byte get_byte, readline_put_bytes put_bytes, readline_complete complete,
    bool isDumb);

/// Shows a prompt and waits for keys; ends with `readline_end`, at the latest in `take_line`.
void readline_begin(const char *prompt, readline_take_line take_line);
/// Handles the keys that `get_byte` returns now.
void readline_handle_key(void);
/// Gives the terminal back.
void readline_end(void);
/// Drops the line and whatever was going on in it (a search, half a key sequence).
void readline_drop_line(void);
/// Shows the signal's character (`^C`) as the terminal driver would.
void readline_echo_signal(int signal);
/// Goes behind the last character of the line and to the next row.
void readline_leave_line(void);
/// The terminal as it was before, while the program is stopped.
void readline_suspend(void);
/// The terminal for reading again, and the prompt with the half-typed line anew on a fresh row.
void readline_resume(void);
/// Takes over the terminal's new size and redraws.
void readline_resize(void);
/// Reads the terminal's size anew, before a prompt is shown.
void readline_measure(void);
/// Another prompt in front of the same half-typed line, redrawn in place.
void readline_change_prompt(const char *prompt);
/// The prompt and the half-typed line again, on a fresh row.
void readline_redraw(void);
/// Hands everything written to the writer.
void readline_flush(void);
/// The line as typed up to now; valid until the next call.
const char *readline_line(void);
/// The line with bytes up to the cursor: its length.
int readline_cursor(void);

/// Adds a line at the end of the history.
void readline_remember(const char *line);
/// Keeps at most so many lines of history.
void readline_limit_history(int lines);

#endif
