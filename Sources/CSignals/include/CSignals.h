// What must happen inside signal handlers. It is C because only async-signal-safe calls are allowed
// there, and Swift may allocate or take a lock behind any line.
#ifndef UNDERMAT_CSIGNALS_H
#define UNDERMAT_CSIGNALS_H

#include <stdbool.h>
#include <stdint.h>

/// Ignores SIGPIPE and SIGXFSZ, so that a failed write is an error to be told and not the end.
void signals_ignore_write_failures(void);

/// Makes the pipe that wakes a waiting `poll`, and takes SIGINT, SIGTERM, SIGHUP and the signals of
/// a crash. Those ignored from the start (nohup) stay ignored. Returns 0 or an errno.
///
/// While no line is read, SIGTERM and SIGHUP end the program at once with 128 + signal, and so does
/// SIGINT unless `isInteractive`, where it is noted for `signals_take` and
/// `signals_interrupt_is_pending`.
int signals_open(bool isInteractive);

/// Becomes readable when a signal was noted; -1 before `signals_open`.
int signals_descriptor(void);

/// From here on signals are noted for `signals_take`: also SIGTSTP, SIGCONT and SIGWINCH where a
/// person types, and SIGQUIT is ignored there. The terminal's settings are saved for a crash, which
/// also ends bracketed paste if that is in use.
void signals_begin_reading(bool uses_bracketed_paste);

/// Back to what `signals_open` says.
void signals_end_reading(void);

/// The signals noted since the last call, as bits (1 << signal), which it forgets.
uint32_t signals_take(void);

/// Whether any signal was noted and not yet taken.
bool signals_some_are_pending(void);

/// The descriptor is readable again only when another signal is noted; those noted stay.
void signals_silence_wakes(void);

/// Whether SIGINT was noted and not yet taken.
bool signals_interrupt_is_pending(void);

/// Whether a signal was noted that ends the reading of a line: SIGINT, SIGTERM or SIGHUP.
bool signals_end_is_pending(void);

/// Stops the program as SIGTSTP does by itself, and returns when it goes on.
void signals_stop(void);

/// The sentence a crash leaves on standard error, cut at 400 bytes.
void signals_set_crash_sentence(const char *sentence);

#endif
