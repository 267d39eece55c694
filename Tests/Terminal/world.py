"""A program at a pseudo-terminal, and what is known about the program that is tried."""

import dataclasses
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time


@dataclasses.dataclass
class Profile:
    """How to talk to a program: what it is called with and what it answers to which line."""

    arguments: list
    banner: bytes
    prompt: bytes
    typed: bytes
    answer: bytes
    quit: bytes
    quit_code: int
    is_product: bool
    program: str = ""
    home: str = ""

    def of(self, program):
        return dataclasses.replace(self, program=program)

    def at(self, home):
        return dataclasses.replace(self, home=home)

    def environment(self, **changes):
        names = {"PATH": os.environ["PATH"], "HOME": self.home, "TERM": "xterm-256color",
                 "LANG": "C.UTF-8", "PAGER": "cat", "INPUTRC": "/dev/null"}
        names.update(changes)
        return {name: value for name, value in names.items() if value is not None}

    def command(self, *extra):
        return [self.program, *self.arguments, *extra]

    def start(self, *extra, size=(24, 80), ready=True, **changes):
        terminal = Terminal(self.command(*extra), self.environment(**changes), size, self.home)
        terminal.profile = self
        if ready:
            terminal.expect(self.prompt)
        return terminal

    def pipe(self, data, *extra, timeout=60, **changes):
        return subprocess.run(self.command(*extra), input=data, capture_output=True,
                              env=self.environment(**changes), cwd=self.home, timeout=timeout)


PROBE = Profile([], b"Say something.", b"you> ", b"hello", b"heard <hello> 5", b"quit 7", 7, False)
PRODUCT = Profile([], b"", b"> ", b"help", b"quit", b"quit", 0, True)


def probe_only(function):
    """For what only the probe can be told to do."""
    function.probe_only = True
    return function


class Terminal:
    """The master side of a pseudo-terminal with a program as the session's leader."""

    def __init__(self, command, environment, size, folder):
        self.output = b""
        self.seen = 0
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        self.resize(*size)

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, data):
        data = memoryview(data)
        while data:
            readable, writable, _ = select.select([self.master], [self.master], [], 20)
            if readable:
                self.collect()
            if writable:
                data = data[os.write(self.master, data[:256]):]
            if not readable and not writable:
                raise AssertionError("the program takes no input")

    def collect(self):
        try:
            data = os.read(self.master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        self.output += data
        return data

    def expect(self, pattern, timeout=10):
        """Waits until a literal (bytes) or a compiled pattern appears after what was seen."""
        if isinstance(pattern, bytes):
            pattern = re.compile(re.escape(pattern))
        end = time.monotonic() + timeout
        while True:
            match = pattern.search(self.output, self.seen)
            if match:
                before = self.output[self.seen:match.end()]
                self.seen = match.end()
                return before
            left = end - time.monotonic()
            if left <= 0 or (select.select([self.master], [], [], left)[0] and not self.collect()):
                raise AssertionError(f"{pattern.pattern!r} not in {self.output[self.seen:][-2000:]!r}")

    def settle(self, seconds=0.3):
        """Everything that comes until nothing came for a while."""
        while select.select([self.master], [], [], seconds)[0] and self.collect():
            pass
        rest = self.output[self.seen:]
        self.seen = len(self.output)
        return rest

    def answers(self, timeout=10):
        """Asserts that the program is alive and well."""
        self.send(self.profile.typed + b"\r")
        self.expect(self.profile.answer, timeout)
        self.expect(self.profile.prompt, timeout)

    def kill(self, number):
        os.kill(self.pid, number)

    def end(self, timeout=5):
        """Waits for the end; returns the exit code, or minus the signal."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.drain()
                return os.waitstatus_to_exitcode(status)
            if self.master is not None and select.select([self.master], [], [], 0.02)[0]:
                self.collect()
            elif self.master is None:
                time.sleep(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("the program did not end")

    def drain(self):
        """Reads what the program wrote just before it ended."""
        while self.master is not None and select.select([self.master], [], [], 0)[0]:
            before = len(self.output)
            try:
                self.collect()
            except OSError:
                return
            if len(self.output) == before:
                return

    def quit(self):
        self.send(self.profile.quit + b"\r")
        assert self.end() == self.profile.quit_code

    def is_cooked(self):
        """Whether the terminal echoes and waits for whole lines, as a shell wants it."""
        flags = termios.tcgetattr(self.master)[3]
        return bool(flags & termios.ICANON) and bool(flags & termios.ECHO)

    def close(self):
        os.close(self.master)
        self.master = None


def state_of(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0]


def wait_for(condition, timeout=5):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
