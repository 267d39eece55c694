"""Time windows at the prompt, and what else may happen while they run."""

import re
import signal
import time

from world import probe_only, state_of, wait_for


@probe_only
def test_a_window_counts_down_and_shows_what_was_half_typed(profile):
    terminal = profile.start()
    start = time.monotonic()
    terminal.send(b"window 3\r")
    terminal.expect(b"3s ")
    terminal.send(b"half an ans")
    terminal.expect(b"2s ")
    terminal.expect(b"1s ")
    terminal.expect(b"Too late: half an ans|")
    assert 2.9 < time.monotonic() - start < 3.6
    terminal.answers()
    terminal.quit()


@probe_only
def test_an_answer_within_a_window_is_heard(profile):
    terminal = profile.start()
    terminal.send(b"window 3\r")
    terminal.expect(b"3s ")
    terminal.answers()
    time.sleep(0.2)
    assert b"Too late" not in terminal.settle(3)
    terminal.quit()


@probe_only
def test_a_window_runs_on_after_ctrl_c_and_a_new_size(profile):
    terminal = profile.start()
    start = time.monotonic()
    terminal.send(b"window 3\r")
    terminal.expect(b"3s ")
    time.sleep(0.5)
    terminal.send(b"abc\x03")
    terminal.expect(b"^C")
    terminal.resize(24, 20)
    terminal.send(b"de")
    terminal.expect(b"Too late: de|", 5)
    assert 2.9 < time.monotonic() - start < 3.6
    terminal.quit()


@probe_only
def test_a_window_stands_still_while_the_program_is_stopped(profile):
    terminal = profile.start()
    terminal.send(b"window 4\r")
    terminal.expect(b"4s ")
    terminal.send(b"half")
    time.sleep(0.3)
    terminal.kill(signal.SIGSTOP)
    wait_for(lambda: state_of(terminal.pid) == "T")
    time.sleep(5)
    start = time.monotonic()
    terminal.kill(signal.SIGCONT)
    terminal.expect(re.compile(rb"The clock stood still meanwhile: [34] seconds left"))
    terminal.expect(b"Too late: half|", 6)
    assert 2.9 < time.monotonic() - start < 4.8
    terminal.quit()


@probe_only
def test_plain_announces_the_window_and_its_last_five_seconds_without_redrawing(profile):
    terminal = profile.start("--plain")
    terminal.send(b"window 7\r")
    terminal.expect(b"You have 7 seconds.")
    terminal.expect(profile.prompt)
    terminal.send(b"half")
    before = terminal.expect(b"\r\n5 seconds left.\r\n", 4)
    assert b"6s" not in before
    terminal.expect(b"you> half")
    rest = terminal.expect(b"Too late: half|", 7)
    assert not re.search(rb"\ds|seconds?", rest), rest
    terminal.quit()


@probe_only
def test_a_window_on_a_pipe_runs_out_too(profile):
    import subprocess
    process = subprocess.Popen(profile.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               env=profile.environment())
    process.stdin.write(b"window 1\nhalf")
    process.stdin.flush()
    assert process.stdout.readline() == b"Too late: half|\n"
    output, _ = process.communicate(b" the rest\nquit\n")
    assert output == b"bye\n", output


@probe_only
def test_a_line_that_is_there_beats_the_end_of_its_window(profile):
    terminal = profile.start()
    terminal.send(b"window 1\r")
    terminal.expect(b"1s ")
    terminal.kill(signal.SIGSTOP)
    wait_for(lambda: state_of(terminal.pid) == "T")
    terminal.send(profile.typed + b"\r")
    time.sleep(2)
    terminal.kill(signal.SIGCONT)
    terminal.expect(profile.answer)
    terminal.quit()
