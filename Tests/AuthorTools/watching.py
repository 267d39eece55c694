"""`watch` at a pseudo-terminal: what stands on the screen after every kind of save."""

import os
import pathlib
import re
import signal
import subprocess
import time

import pexpect
import pyte
from tools import Tools


class Watch:
    """A running `watch` and the screen that it draws."""

    def __init__(self, tools, *words, rows=20, columns=90):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            tools.program, ["watch", *map(str, words)], env=tools.environment, cwd=str(tools.folder),
            dimensions=(rows, columns), encoding="utf-8", timeout=30,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.close(force=True)

    def lines(self, wanted=None, seconds=20):
        """The screen once it holds the words that are wanted."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.stream.feed(self.child.read_nonblocking(1 << 16, timeout=0.2))
            except pexpect.TIMEOUT:
                if wanted is None:
                    break
            except pexpect.EOF:
                if wanted is not None:
                    raise AssertionError((wanted, "the program ended", self.screen.display))
                break
            if wanted is not None and re.search(wanted, "\n".join(self.screen.display)):
                self.settle()
                break
        else:
            raise AssertionError((wanted, self.screen.display))
        return [line.rstrip() for line in self.screen.display]

    def settle(self):
        """Reads on until nothing comes: what is wanted may stand on a screen that is half drawn."""
        try:
            while True:
                self.stream.feed(self.child.read_nonblocking(1 << 16, timeout=0.2))
        except (pexpect.TIMEOUT, pexpect.EOF):
            pass

    def press(self, keys, wanted=None):
        self.child.send(keys)
        return self.lines(wanted)


def rename_into(path, text):
    other = path.with_name("x.tmp")
    other.write_text(text)
    os.rename(other, path)


def truncate_into(path, text):
    with open(path, "w") as file:
        file.write(text)


def unlink_into(path, text):
    path.unlink()
    path.write_text(text)


def link_into(path, text):
    """As some editors do: the old file becomes a backup."""
    os.rename(path, path.with_name("backup~"))
    truncate_into(path, text)


WAYS = [rename_into, truncate_into, unlink_into, link_into]


def test_every_kind_of_save_is_seen_and_the_page_stays(tools: Tools):
    path = tools.copy()
    text = path.read_text()
    with Watch(tools, path.name) as watch:
        watch.lines("1 note · lines 1-19")
        watch.press(" ", "lines 18-36")
        top = watch.press("j", "lines 19-37")[0]
        for number, save in enumerate(WAYS):
            names = "".join(f'"never-{index}": false, ' for index in range(number + 1))
            save(path, text.replace('"flags": {', '"flags": { ' + names, 1))
            warnings = "warning" if number == 0 else "warnings"
            lines = watch.lines(f"{number + 1} {warnings}, 1 note")
            assert lines[0] == top, (save.__name__, lines)
        rename_into(path, text)
        assert watch.lines("^1 note|\n1 note · lines 19-37")[0] == top


def test_a_half_written_file_is_said_and_the_place_comes_back(tools: Tools):
    path = tools.copy()
    text = path.read_text()
    with Watch(tools, path.name) as watch:
        watch.lines("1 note")
        top = watch.press("  ", "lines 35-")[0]
        for length in [0, 1, 2000, 9000, len(text) - 3]:
            truncate_into(path, text[:length])
            lines = watch.lines("error UM")
            assert any("error UM" in line for line in lines), (length, lines)
            truncate_into(path, text)
            assert watch.lines("1 note · lines 35-")[0] == top, length
        path.write_bytes(b"\x00\xff\x1b[31m" * 5000)
        watch.lines(" error")
        path.unlink()
        assert any("no such file" in line for line in watch.lines("no such file"))
        truncate_into(path, text)
        assert watch.lines("1 note · lines 35-")[0] == top


def test_a_slow_save_in_many_pieces_settles(tools: Tools):
    path = tools.copy()
    text = path.read_text()
    changed = text.replace('"flags": {', '"flags": { "never": false,', 1)
    with Watch(tools, path.name) as watch:
        watch.lines("1 note")
        with open(path, "w") as file:
            for start in range(0, len(changed), 2000):
                file.write(changed[start : start + 2000])
                file.flush()
                time.sleep(0.03)
        watch.lines("1 warning, 1 note")


def test_a_rubric_counts_too(tools: Tools):
    path = tools.copy()
    rubric = tools.folder / "rubrics/empowerment.json"
    text = rubric.read_text()
    with Watch(tools, path.name) as watch:
        watch.lines("1 note")
        rename_into(rubric, text.replace('"criteria"', '"criterias"', 1))
        # One line has both; a screen that is only half drawn may have one of them.
        watch.lines(r"empowerment\.json.*error")
        rename_into(rubric, text)
        watch.lines("1 note")


def test_the_preview_is_played_again_as_far_as_the_new_text_allows(tools: Tools):
    path = tools.copy()
    text = path.read_text()
    with Watch(tools, path.name, rows=30) as watch:
        watch.lines("1 note")
        watch.press("p", "Preview, at the start")
        watch.press("1", "order / cards-only")
        watch.press("4", "who-decides / explained")
        rename_into(path, text.replace("A quarter of an hour later", "Twenty minutes later"))
        lines = watch.lines("Twenty minutes later")
        assert lines[0] == "Preview: order / cards-only, who-decides / explained", lines
        rename_into(path, text.replace('"explained"', '"told-him"'))
        lines = watch.lines("cannot be played any more")
        assert "Preview: order / cards-only" in lines, lines
        rename_into(path, text)
        watch.lines("who-decides / explained")
        truncate_into(path, text[:3000])
        watch.lines("The file has errors: this is how it was before them")
        truncate_into(path, text)
        watch.lines("Preview: order / cards-only, who-decides / explained")
        watch.press("u", "Preview: order / cards-only\n|Preview: order / cards-only *\n")
        watch.press("p", "Walk: ")


def test_it_begins_where_it_is_told(tools: Tools):
    path = tools.copy()
    with Watch(tools, path.name, "--from", "descent", "--set", "frustration=9") as watch:
        watch.lines("1 note")
        lines = watch.press("p", "Preview, at the start")
        assert any("●●●●●●●●●○" in line for line in lines), lines
    with Watch(tools, path.name, "--from", "nowhere") as watch:
        watch.lines("1 note")
        watch.press("p", "There is no scene nowhere")


def test_it_leaves_a_clean_terminal(tools: Tools):
    path = tools.copy()
    shell = "stty -a > before; '{}' watch '{}'; echo $? > code; stty -a > after".format(
        tools.program, path.name)
    for keys, code in [("q", 0), ("\x03", 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]:
        child = pexpect.spawn("/bin/sh", ["-c", shell], env=tools.environment,
                              cwd=str(tools.folder), dimensions=(20, 90), timeout=30)
        child.expect("q leaves")
        if isinstance(keys, str):
            child.send(keys)
        else:
            own = subprocess.run(["pgrep", "-P", str(child.pid)], capture_output=True, text=True)
            os.kill(int(own.stdout.split()[0]), keys)
        child.expect(pexpect.EOF)
        child.close()
        assert int((tools.folder / "code").read_text()) == code, (keys, code)
        before, after = ((tools.folder / name).read_text() for name in ("before", "after"))
        assert before == after, (before, after)


def test_any_size_and_any_key_are_survived(tools: Tools):
    path = tools.copy()
    with Watch(tools, path.name) as watch:
        watch.lines("1 note")
        for rows, columns in [(5, 20), (2, 1), (1, 5), (60, 200), (24, 80)]:
            watch.child.setwinsize(rows, columns)
            watch.screen.resize(rows, columns)
            for keys in ["p", "9", "1", "\x1b[6~", "\x1b[A", "p", " ", "G", "g", "\x1b", "\x00\xff"]:
                watch.press(keys)
        lines = watch.press("g", "q leaves")
        assert lines[0].startswith("cash-only-wine.json:"), lines


def test_without_a_terminal_every_save_writes_the_page(tools: Tools):
    path = tools.copy()
    out = open(tools.folder / "out", "w")
    run = subprocess.Popen([tools.program, "watch", path.name], cwd=tools.folder, stdout=out,
                           stderr=subprocess.PIPE, env=tools.environment, text=True)
    assert "1 note; waiting for the next save" in run.stderr.readline()
    text = path.read_text()
    rename_into(path, text[:500])
    assert "error" in run.stderr.readline()
    rename_into(path, text)
    assert "1 note; waiting" in run.stderr.readline()
    run.send_signal(signal.SIGINT)
    assert run.wait() in (-signal.SIGINT, 130)
    written = pathlib.Path(out.name).read_text()
    assert written.count("Walk: The $8 glass of wine") == 2 and "\x1b" not in written
    piped = subprocess.run(f"'{tools.program}' watch {path.name} | head -1", shell=True,
                           cwd=tools.folder, capture_output=True, env=tools.environment, timeout=60)
    assert piped.stdout.count(b"\n") == 1
