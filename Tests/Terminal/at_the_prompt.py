"""Keys, sizes and signals while a person is typing."""

import os
import random
import re
import signal
import time

from world import cpu_seconds, probe_only, state_of, wait_for

ESCAPE = b"\x1b"


def test_a_line_is_answered_and_quit_leaves_with_its_code(profile):
    terminal = profile.start()
    assert profile.banner in terminal.output
    terminal.answers()
    terminal.quit()
    assert terminal.is_cooked()


def interrupt(terminal, profile):
    """Ctrl-C is shown, and there is a new prompt."""
    terminal.send(b"\x03")
    terminal.expect(b"^C")
    terminal.expect(profile.prompt)


def test_ctrl_c_thirty_times_drops_the_line_and_goes_on(profile):
    terminal = profile.start()
    for index in range(30):
        terminal.send(b"qui" if index % 2 else b"")
        interrupt(terminal, profile)
    terminal.answers()
    terminal.quit()


def test_ctrl_c_right_after_a_key_is_never_lost(profile):
    """The terminal throws the key away, perhaps just before the program reads it."""
    terminal = profile.start()
    chance = random.Random(1)
    for _ in range(1000):
        terminal.send(b"q")
        end = time.perf_counter() + chance.uniform(0, 2e-4)
        while time.perf_counter() < end:
            pass
        interrupt(terminal, profile)
    terminal.answers()
    terminal.quit()


def test_a_paste_without_its_end_costs_nothing_and_hears_signals(profile):
    terminal = profile.start()
    terminal.send(ESCAPE + b"[200~half a paste")
    terminal.settle()
    terminal.resize(30, 90)
    before = cpu_seconds(terminal.pid)
    time.sleep(1)
    assert cpu_seconds(terminal.pid) - before < 0.3
    terminal.send(b"\x03")
    terminal.expect(profile.prompt)
    terminal.answers()
    terminal.quit()


def test_ctrl_c_faster_than_anybody_can_answer(profile):
    terminal = profile.start()
    terminal.send(b"\x03" * 30)
    terminal.settle()
    terminal.answers()
    terminal.quit()


@probe_only
def test_ctrl_c_in_long_work_gives_the_prompt_back_within_a_second(profile):
    terminal = profile.start()
    terminal.send(b"work\r")
    time.sleep(0.5)
    start = time.monotonic()
    terminal.send(b"\x03")
    terminal.expect(b"given up")
    terminal.expect(profile.prompt)
    assert time.monotonic() - start < 1
    terminal.answers()
    terminal.quit()


def test_ctrl_d_on_an_empty_line_asks_once_and_leaves(profile):
    terminal = profile.start()
    terminal.send(b"\x04")
    if not profile.is_product:
        terminal.expect(b"Leave?")
        terminal.expect(profile.prompt)
        terminal.send(b"\x04")
    assert terminal.end() == 0
    assert terminal.output.endswith(b"\n"), terminal.output[-40:]
    assert terminal.is_cooked()


def test_ctrl_d_after_text_stays(profile):
    terminal = profile.start()
    terminal.send(profile.typed + b"\x04\x04")
    terminal.settle()
    terminal.send(b"\r")
    terminal.expect(profile.answer)
    terminal.quit()


def test_ctrl_backslash_is_ignored_at_the_prompt(profile):
    terminal = profile.start()
    terminal.send(b"\x1c")
    terminal.settle()
    terminal.answers()
    terminal.quit()


def test_resizing_keeps_the_line(profile):
    terminal = profile.start()
    half = len(profile.typed) // 2
    terminal.send(profile.typed[:half])
    for rows, columns in [(50, 200), (10, 20), (5, 5), (0, 0), (24, 80)]:
        terminal.resize(rows, columns)
        terminal.settle(0.15)
    terminal.send(profile.typed[half:] + b"\r")
    terminal.expect(profile.answer)
    terminal.quit()


@probe_only
def test_resizing_is_seen_by_the_next_answer(profile):
    for size, width in [((50, 200), 200), ((10, 20), 20), ((5, 5), 5), ((0, 0), 80)]:
        terminal = profile.start()
        terminal.resize(*size)
        terminal.send(b"width\r")
        terminal.expect(b"width %d\r\n" % width)
        terminal.kill(signal.SIGKILL)
        terminal.end()


def test_a_storm_of_sizes_while_typing(profile):
    terminal = profile.start()
    for index in range(100):
        terminal.resize(5 + index % 40, 5 + index * 7 % 150)
        terminal.send(b"xyzzy"[index % 5:index % 5 + 1])
    terminal.send(b"\x15")
    terminal.resize(24, 80)
    terminal.settle()
    terminal.answers()
    terminal.quit()


def test_every_size_from_the_start(profile):
    for size in [(1, 1), (5, 5), (24, 20), (50, 200), (0, 0)]:
        terminal = profile.start(size=size, ready=False)
        terminal.settle(0.5)
        terminal.send(profile.quit + b"\r")
        assert terminal.end() == profile.quit_code


def test_a_closed_terminal_ends_it_with_129(profile):
    terminal = profile.start()
    terminal.close()
    assert terminal.end(2) == 129


def test_sigterm_ends_it_with_143_and_a_clean_terminal(profile):
    terminal = profile.start()
    terminal.send(b"half")
    terminal.expect(b"half")
    terminal.kill(signal.SIGTERM)
    assert terminal.end(2) == 143
    assert terminal.is_cooked()
    assert re.search(rb"half\r\n(\x1b\[\?2004l\r?)?$", terminal.output), terminal.output[-40:]


def test_sighup_ends_it_with_129(profile):
    terminal = profile.start()
    terminal.kill(signal.SIGHUP)
    assert terminal.end(2) == 129


@probe_only
def test_sigterm_in_long_work_ends_it_with_143(profile):
    terminal = profile.start()
    terminal.send(b"work\r")
    time.sleep(0.3)
    terminal.kill(signal.SIGTERM)
    assert terminal.end(2) == 143
    assert terminal.is_cooked()


def test_stopped_and_continued_from_outside_redraws_the_half_typed_line(profile):
    terminal = profile.start()
    terminal.send(profile.typed[:-1])
    terminal.settle()
    terminal.kill(signal.SIGSTOP)
    wait_for(lambda: state_of(terminal.pid) == "T")
    terminal.kill(signal.SIGCONT)
    terminal.expect(profile.prompt)
    terminal.expect(profile.typed[:-1])
    terminal.send(profile.typed[-1:] + b"\r")
    terminal.expect(profile.answer)
    terminal.quit()


def test_waiting_costs_no_time(profile):
    terminal = profile.start()
    time.sleep(0.3)
    before = cpu_seconds(terminal.pid)
    time.sleep(1)
    assert cpu_seconds(terminal.pid) - before <= 0.02
    terminal.quit()


@probe_only
def test_a_crash_gives_the_terminal_back_and_says_what_is_kept(profile):
    for number in [signal.SIGSEGV, signal.SIGILL, signal.SIGTRAP, signal.SIGBUS, signal.SIGFPE,
                   signal.SIGABRT]:
        terminal = profile.start()
        terminal.send(b"half")
        terminal.expect(b"half")
        assert not terminal.is_cooked()
        start = time.monotonic()
        terminal.kill(number)
        terminal.expect(b"your choices up to now are kept: `undermat resume` continues.")
        assert terminal.end(2) == -number
        assert time.monotonic() - start < 1
        assert terminal.is_cooked()
        assert terminal.output.rindex(ESCAPE + b"[?2004l") > terminal.output.rindex(
            ESCAPE + b"[?2004h")


@probe_only
def test_a_trap_in_the_program_itself_is_told_at_once(profile):
    terminal = profile.start()
    start = time.monotonic()
    terminal.send(b"trap\r")
    terminal.expect(b"your choices up to now are kept")
    assert terminal.end(2) in (-signal.SIGILL, -signal.SIGTRAP)
    assert time.monotonic() - start < 2
    assert terminal.is_cooked()


def test_a_megabyte_typed_is_survived(profile):
    terminal = profile.start()
    terminal.send(b"x" * 1_000_000)
    terminal.settle(1)
    terminal.send(b"\x15")
    terminal.settle(1)
    terminal.answers(30)
    terminal.quit()


@probe_only
def test_a_bracketed_megabyte_is_taken_whole(profile):
    terminal = profile.start()
    terminal.send(ESCAPE + b"[200~" + b"x" * 1_000_000 + ESCAPE + b"[201~\r")
    terminal.expect(b"> 1000000\r\n", 60)
    terminal.answers()
    terminal.quit()


@probe_only
def test_a_thousand_lines_pasted_are_all_answered(profile):
    terminal = profile.start()
    terminal.send(b"".join(b"line %d\r" % index for index in range(1000)))
    for index in range(1000):
        terminal.expect(b"heard <line %d>" % index)
    terminal.answers()
    terminal.quit()


@probe_only
def test_of_a_bracketed_paste_nothing_runs_before_enter(profile):
    terminal = profile.start()
    terminal.send(ESCAPE + b"[200~one\rtwo\rthree" + ESCAPE + b"[201~")
    assert b"heard" not in terminal.settle()
    terminal.send(b"\r")
    for word in [b"one", b"two", b"three"]:
        terminal.expect(b"heard <%s>" % word)
    terminal.answers()
    terminal.quit()


def test_a_paste_without_its_end_can_be_left(profile):
    terminal = profile.start()
    terminal.send(ESCAPE + b"[200~one\rtwo")
    terminal.settle()
    terminal.send(b"\x03")
    terminal.expect(profile.prompt)
    terminal.answers()
    terminal.send(ESCAPE + b"[200~one\rtwo")
    terminal.kill(signal.SIGTERM)
    assert terminal.end(2) == 143


@probe_only
def test_tab_completes_the_only_word(profile):
    terminal = profile.start()
    terminal.send(b"hel\t\r")
    terminal.expect(b"heard <help >")
    terminal.send(b"\t\t")
    terminal.expect(b"window")
    terminal.settle()
    terminal.answers()
    terminal.quit()


@probe_only
def test_backspace_takes_a_whole_letter_in_every_locale(profile):
    for locale in ["C", "POSIX", "en_XX.bogus", "C.UTF-8"]:
        terminal = profile.start(LC_ALL=locale)
        terminal.send("xé\x7fy漢\x7fz\r".encode())
        terminal.expect(b"heard <xyz> 3")
        terminal.quit()


@probe_only
def test_what_is_typed_is_never_echoed_raw(profile):
    terminal = profile.start()
    terminal.send("a\u202eb\x9bc\U000e0041d\r".encode())
    terminal.expect(b"heard")
    terminal.expect(profile.prompt)
    for raw in ["\u202e", "\x9b", "\U000e0041"]:
        assert raw.encode() not in terminal.output
    assert b"a<U+202E>b<U+009B>c<U+E0041>d" in terminal.output
    terminal.quit()


def test_half_a_letter_does_not_hold_the_keys(profile):
    terminal = profile.start()
    terminal.send(b"\xc3")
    time.sleep(0.3)
    terminal.send(b"\x15")
    terminal.answers()
    terminal.quit()


def test_dumb_terminals_get_no_escape_byte(profile):
    for name in ["dumb", None, ""]:
        terminal = profile.start(TERM=name)
        terminal.answers()
        terminal.send(b"half\x03")
        terminal.expect(profile.prompt)
        terminal.quit()
        assert ESCAPE not in terminal.output, terminal.output


def test_an_unknown_terminal_works(profile):
    terminal = profile.start(TERM="no-such-terminal")
    terminal.answers()
    terminal.quit()


def test_history_is_kept_for_the_next_session_and_only_for_the_owner(profile):
    os.umask(0)
    terminal = profile.start()
    terminal.answers()
    terminal.quit()
    os.umask(0o022)
    path = profile.home + "/.local/state/undermat/history"
    assert os.stat(path).st_mode & 0o777 == 0o600
    with open(path, "rb") as file:
        assert file.read().split(b"\n")[0] == profile.typed
    terminal = profile.start()
    terminal.send(b"\x1b[A\x1b[A\r")
    terminal.expect(profile.answer)
    terminal.quit()


def test_no_history_keeps_nothing(profile):
    terminal = profile.start("--no-history")
    terminal.answers()
    terminal.quit()
    assert not os.path.exists(profile.home + "/.local/state/undermat/history")


def test_vi_keys_from_inputrc(profile):
    path = profile.home + "/inputrc"
    with open(path, "w") as file:
        file.write("$if undermat\nset editing-mode vi\n$endif\n")
    terminal = profile.start(INPUTRC=path)
    terminal.send(b"x" + profile.typed)
    terminal.settle()
    terminal.send(b"\x1b")
    time.sleep(0.7)
    terminal.send(b"0x\r")
    terminal.expect(profile.answer)
    terminal.quit()


@probe_only
def test_only_more_than_a_screen_goes_through_the_pager(profile):
    terminal = profile.start(PAGER="sed s/row/paged/")
    terminal.send(b"page 23\r")
    assert b"paged" not in terminal.expect(profile.prompt)
    terminal.send(b"page 24\r")
    assert terminal.expect(profile.prompt).count(b"paged\r\n") == 24
    terminal.quit()


@probe_only
def test_a_pager_that_does_not_exist_or_stops_early_loses_nothing(profile):
    terminal = profile.start(PAGER="no-such-pager")
    terminal.send(b"page 100\r")
    assert terminal.expect(profile.prompt).count(b"row\r\n") == 100
    terminal.quit()
    terminal = profile.start(PAGER="head -1")
    terminal.send(b"page 100000\r")
    assert terminal.expect(profile.prompt).count(b"row\r\n") == 1
    terminal.answers()
    terminal.quit()


@probe_only
def test_neither_plain_nor_dumb_terminals_page(profile):
    for options, changes in [(["--plain"], {}), ([], {"TERM": "dumb"})]:
        terminal = profile.start(*options, PAGER="sed s/row/paged/", **changes)
        terminal.send(b"page 100\r")
        assert terminal.expect(profile.prompt).count(b"row\r\n") == 100
        terminal.quit()
