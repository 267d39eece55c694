"""Under bash with job control, as a person starts it, and in tmux, where the screen can be read."""

import dataclasses
import os
import re
import shutil
import signal
import subprocess
import time

from world import Terminal, probe_only, state_of, wait_for


def shell(profile):
    terminal = Terminal(["bash", "--norc", "--noprofile", "-i"],
                        profile.environment(PS1="sh$ "), (24, 80), profile.home)
    terminal.profile = profile
    terminal.expect(b"sh$ ")
    return terminal


def child_of(pid):
    return int(subprocess.check_output(["pgrep", "-P", str(pid)]).split()[-1])


def begin(profile):
    terminal = shell(profile)
    terminal.send(" ".join(profile.command()).encode() + b"\r")
    terminal.expect(re.compile(re.escape(profile.prompt) + rb"(\x1b\[0m)?$"))
    return terminal, child_of(terminal.pid)


def usable(terminal):
    terminal.send(b"stty -a | grep -o -- '-*icanon\\|-*echo '; echo al''ive $?\r")
    output = terminal.expect(b"alive")
    assert b"-icanon" not in output.split(b"\n", 1)[1] and b"-echo " not in output.split(b"\n", 1)[1]


def test_ctrl_z_gives_the_shell_a_sane_terminal_and_fg_the_line_back(profile):
    terminal, child = begin(profile)
    for _ in range(3):
        terminal.send(b"qw")
        terminal.settle()
        terminal.send(b"\x1a")
        terminal.expect(b"Stopped")
        assert state_of(child) == "T"
        usable(terminal)
        terminal.settle()
        terminal.send(b"fg\r")
        terminal.expect(re.compile(re.escape(profile.prompt) + rb"[^\n]*qw"))
        terminal.send(b"\x15")
        terminal.settle()
        terminal.answers()
    terminal.send(profile.quit + b"\r")
    terminal.expect(b"sh$ ")
    usable(terminal)


@probe_only
def test_ctrl_z_in_long_work_stops_it_too(profile):
    terminal, child = begin(profile)
    terminal.send(b"work\r")
    time.sleep(0.3)
    terminal.send(b"\x1a")
    terminal.expect(b"Stopped")
    assert state_of(child) == "T"
    terminal.send(b"fg\r")
    time.sleep(0.3)
    terminal.send(b"\x03")
    terminal.expect(b"given up")
    terminal.answers()


@probe_only
def test_a_window_stands_still_under_ctrl_z(profile):
    terminal, child = begin(profile)
    terminal.send(b"window 4\r")
    terminal.expect(b"4s ")
    terminal.send(b"half")
    time.sleep(0.5)
    terminal.send(b"\x1a")
    terminal.expect(b"Stopped")
    time.sleep(4)
    terminal.send(b"fg\r")
    terminal.expect(b"The clock stood still meanwhile: 4 seconds left.")
    terminal.expect(b"Too late: half|", 6)
    terminal.answers()


def test_kill_9_leaves_the_shell_usable(profile):
    terminal, child = begin(profile)
    terminal.send(b"half")
    terminal.settle()
    os.kill(child, signal.SIGKILL)
    terminal.expect(b"Killed")
    usable(terminal)


def test_sigterm_leaves_the_shell_usable(profile):
    terminal, child = begin(profile)
    os.kill(child, signal.SIGTERM)
    terminal.expect(b"sh$ ")
    usable(terminal)
    terminal.send(b"\r")


def test_leaving_gives_the_shell_its_prompt_on_a_fresh_line(profile):
    terminal, _ = begin(profile)
    terminal.send(profile.quit + b"\r")
    terminal.expect(re.compile(rb"\n(\x1b\[\?2004h)?sh\$ "))
    terminal.send(b"echo code $?\r")
    terminal.expect(b"code %d" % profile.quit_code)


def test_started_in_the_background_it_waits_for_fg(profile):
    terminal = shell(profile)
    terminal.send(" ".join(profile.command()).encode() + b" &\r")
    time.sleep(0.5)
    terminal.send(b"\r")
    terminal.expect(b"Stopped")
    usable(terminal)
    terminal.settle()
    terminal.send(b"fg\r")
    terminal.expect(profile.prompt)
    terminal.settle()
    terminal.answers()


def tmux(profile, *words):
    return subprocess.run(["tmux", "-S", profile.home + "/tmux", "-f", "/dev/null", *words],
                          capture_output=True, env=profile.environment(TERM="xterm"), check=True).stdout


def screen(profile):
    return tmux(profile, "capture-pane", "-p").decode().rstrip("\n").split("\n")


def on_screen(profile, columns, rows=24):
    tmux(profile, "new-session", "-d", "-x", str(columns), "-y", str(rows),
         " ".join(profile.command("--no-history")))
    wait_for(lambda: screen(profile)[-1] == profile.prompt.decode().rstrip())


@probe_only
def test_the_screen_while_a_window_counts_down(profile):
    for columns in [80, 20, 14]:
        on_screen(profile, columns)
        tmux(profile, "send-keys", "window 12", "Enter")
        wait_for(lambda: screen(profile)[-1].startswith("12s you>"))
        tmux(profile, "send-keys", "abcdefghijklmn")
        wait_for(lambda: any(row.startswith("9s you> abcde") for row in screen(profile)))
        rows = screen(profile)
        shown = [row for row in rows if "you> abc" in row]
        assert len(shown) == 1, rows
        whole = "".join(rows[rows.index(shown[0]):])
        assert whole == "9s you> abcdefghijklmn", rows
        tmux(profile, "kill-server")
        os.rename(profile.home + "/tmux", f"{profile.home}/tmux-{columns}")


@probe_only
def test_the_screen_after_a_resize_and_a_line_of_wide_letters(profile):
    on_screen(profile, 40)
    tmux(profile, "send-keys", "-l", "漢字かな漢字かな漢字かな漢字かな漢字かな")
    wait_for(lambda: "漢字" in "".join(screen(profile)))
    tmux(profile, "resize-window", "-x", "25")
    time.sleep(0.4)
    tmux(profile, "send-keys", "BSpace", "Enter")
    wait_for(lambda: "57" in "".join(screen(profile)))
    assert "heard <漢字かな漢字" in "".join(screen(profile)), screen(profile)
    tmux(profile, "kill-server")


@probe_only
def test_long_answers_go_through_less_which_a_key_leaves(profile):
    profile = dataclasses.replace(profile)
    tmux(profile, "new-session", "-d", "-x", "80", "-y", "24",
         "env -u PAGER " + " ".join(profile.command("--no-history")))
    wait_for(lambda: screen(profile)[-1] == "you>")
    tmux(profile, "send-keys", "page 100", "Enter")
    wait_for(lambda: screen(profile)[-1] == ":")
    tmux(profile, "send-keys", "C-c")
    time.sleep(0.3)
    tmux(profile, "send-keys", "q")
    wait_for(lambda: screen(profile)[-1] == "you>")
    tmux(profile, "send-keys", "hello", "Enter")
    wait_for(lambda: "heard <hello> 5" in screen(profile))
    tmux(profile, "kill-server")
