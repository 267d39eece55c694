"""Plays every shipped scenario to each of its endings at a real pseudo-terminal.

    python3 Tests/Terminal/endings.py PROGRAM [--show SCENARIO]

The shortest line to each ending comes from the program's own walk; the score that the debrief
shows must be the one that `grade` gives for the same choices. Every ending is played at 60 and at
100 columns, coloured and plain. The last line is "N passed, M failed".
"""

import argparse
import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata

LOOKS = [(60, False), (100, False), (60, True), (100, True)]
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x01\x02]")
PATIENCE = 60


def scenarios():
    folder = os.path.join(os.path.dirname(__file__), "..", "..", "scenarios")
    names = sorted(name for name in os.listdir(folder) if name.endswith(".json"))
    return [os.path.join(folder, name) for name in names]


def ask(program, *words):
    return json.loads(subprocess.run([program, *words], capture_output=True, check=True).stdout)


def seed_for(program, path, line):
    """A seed whose draws lead along a line, with the sheet of that play; None if none was found."""
    for seed in range(200):
        words = ["grade", path, "--choices", ",".join(line), "--seed", str(seed)]
        done = subprocess.run([program, *words, "--format", "json"], capture_output=True)
        if done.returncode == 0:
            return seed, json.loads(done.stdout)
    return None


class Screen:
    """A program at a pseudo-terminal of a given width."""

    def __init__(self, arguments, width, home):
        self.bytes = b""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ.update(HOME=home, TERM="xterm-256color", UNDERMAT_TRAINEE="Ada")
            os.execv(arguments[0], arguments)
        size = struct.pack("HHHH", 50, width, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    @property
    def text(self):
        return self.bytes.decode("utf-8", "replace")

    def wait(self, prompt):
        """Reads up to a prompt and returns what came since the last one."""
        before = len(self.text)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            ready, _, _ = select.select([self.terminal], [], [], 0.2)
            if not ready:
                continue
            try:
                block = os.read(self.terminal, 1 << 16)
            except OSError:
                break
            if not block:
                break
            self.bytes += block
            if ESCAPE.sub("", self.text).rstrip(" ").endswith(prompt):
                break
        return self.text[before:]

    def type(self, line):
        os.write(self.terminal, (line + "\r").encode())

    def leave(self):
        self.type("/quit")
        self.wait("\0")
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def columns(line):
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    return wide - sum(1 for c in line if unicodedata.combining(c))


def problem(program, path, line, seed, sheet, look):
    """What is wrong with one play on the screen, or None; with the screen."""
    width, plain = look
    arguments = [program, "play", path, "--seed", str(seed), "--no-timer", "--no-history"]
    with tempfile.TemporaryDirectory() as home:
        screen = Screen(arguments + (["--plain"] if plain else []), width, home)
        screen.wait("you>")
        for choice in line:
            screen.type(choice)
            screen.wait(">")
        code = screen.leave()
    shown = ESCAPE.sub("", screen.text).replace("\r", "")
    if plain and re.search(r"\x1b\[[0-9;]*m", screen.text):
        return "colour in plain mode", shown
    lines = [row for row in shown.split("\n") if ">" not in row]
    longest = max(lines, key=columns)
    if columns(longest) > width:
        return f"a line of {columns(longest)} columns: {longest}", shown
    found = re.search(r"[Ss]core (-?[0-9.]+) of 100", shown)
    if not found or abs(float(found[1]) - sheet["score"]) > 0.051:
        return f"score {found and found[1]}, {sheet['score']} expected", shown
    if code != 0:
        return f"exit code {code}", shown
    return None, shown


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--show", help="print the screens of this scenario")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    passed = failed = 0
    for path in scenarios():
        name = os.path.basename(path)[: -len(".json")]
        for ending in ask(program, "walk", path, "--format", "json")["endings"]:
            seed, sheet = seed_for(program, path, ending["shortest"]) or (None, None)
            if seed is None or sheet["ending"]["id"] != ending["id"]:
                failed += 1
                print(f"{name}, {ending['id']}: no seed leads there")
                continue
            for look in LOOKS:
                wrong, shown = problem(program, path, ending["shortest"], seed, sheet, look)
                if options.show == name:
                    print(shown)
                if wrong:
                    failed += 1
                    print(f"{name}, {ending['id']}, {look[0]} columns: {wrong}")
                else:
                    passed += 1
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
