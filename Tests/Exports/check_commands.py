"""Runs the commands about records from outside and compares everything they say, with moments, ids
and numbers of processes named alike, with expected/commands.txt. The scores are those of the worked
example of the grading contract.

Usage: check_commands.py PROGRAM [--record]"""

import difflib
import os
import re
import sys
from pathlib import Path

from program import ROOT, Program

EXPECTED = Path(__file__).with_name("expected") / "commands.txt"
FIXTURE = ROOT / "Tests/Fixtures/worked-example"
PATTERNS = [
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", "MOMENT"),
    (r"\d{4}-\d\d-\d\d \d\d:\d\d", "DAY AND TIME "),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID"),
    (r"\b[0-9a-f]{32}\b", "CODE"),
    (r"trainee [0-9a-f]{8}\b", "trainee CODECODE"),
    (r"\(\d+ s at the prompt\)", "(N s at the prompt)"),
]

program = Program(sys.argv[1])
program.environment["UNDERMAT_SCENARIOS"] = str(FIXTURE)
for name in ("UNDERMAT_TRAINEE", "UNDERMAT_GROUP", "LOGNAME", "COLUMNS"):
    program.environment.pop(name, None)
program.environment.update(USER="eva", LC_ALL="C.UTF-8")
said = []


def alike(text):
    text = text.replace(str(program.folder), "FOLDER").replace(str(ROOT), "ROOT")
    for pattern, name in PATTERNS:
        text = re.sub(pattern, name, text)
    return text


def run(*words, stdin="", keep=True, **environment):
    before = dict(program.environment)
    program.environment.update(environment)
    result = program.run(*words, stdin=stdin.encode())
    program.environment.clear()
    program.environment.update(before)
    if not keep:
        return result
    shown = " ".join(f"'{word}'" if re.search(r"[\s*=+]|^$", word) else word for word in words)
    extra = "".join(f"{name}={value} " for name, value in environment.items())
    said.append(alike(f"$ {extra}undermat {shown}\n"))
    said.append(alike(result.stdout.decode()))
    if result.stderr:
        said.append("-- said beside it\n" + alike(result.stderr.decode()))
    if result.returncode:
        said.append(f"-- exit {result.returncode}\n")
    said.append("\n")
    return result


def play(who, choices, **environment):
    words = ["play", "worked-example", "--no-timer", "--plain", "--seed", "1"]
    if who:
        words += ["--trainee", who]
    result = run(*words, stdin="".join(f"{choice}\n" for choice in choices), keep=False, **environment)
    last = [line for line in result.stdout.decode().splitlines() if line.startswith("Score ")]
    said.append(f"$ play of {who or environment}: {' '.join(choices)}\n{(last or ['no score'])[0]}\n\n")


# Nothing on record.
for words in (["scores", "list"], ["scores", "export"], ["resume"], ["next"], ["calibrate"]):
    run(*words)

# Words that are none of ours.
for words in (["scors"], ["scores", "lst"], ["scores", "bogus"], ["play", ""], ["play", "worked-exmple"]):
    run(*words)

# Who plays: the option, the variable, the login name.
play("ana", ["b", "f", "h"])
play("ana", ["a", "d", "h"], UNDERMAT_TRAINEE="nobody", UNDERMAT_GROUP="May class")
play(None, ["b", "f", "j"], UNDERMAT_TRAINEE="ben")
play(None, ["b", "g", "i"], USER="cleo")
play("ana", ["a"])

run("scores", "list")
run("scores", "list", "--format", "json", "--trainee", "ben")
for words in (["--attempts", "first"], ["--attempts", "best"], ["--attempts", "latest"],
              ["--group", "May class"], ["--scenario", "worked-example", "--trainee", "cleo"],
              ["--scenario", "other"], ["--since", "2999-01-01"], ["--until", "1999-12-31"]):
    run("scores", "list", *words)
run("scores", "list", "--trainee", "nobody")
run("scores", "list", "--since", "yesterday")

# Going on.
run("list", "--trainee", "ana")
run("resume", "--trainee", "ben")
run("resume", "2", "--trainee", "ana")
run("resume", "5", "--trainee", "ben")
run("resume", "--trainee", "ana", stdin="d\nh\n")
run("next", "--trainee", "ana")
run("next", "--trainee", "cleo", "--format", "json")

# One sheet, and what people say about it.
run("scores", "show", "4")
run("scores", "show", "--trainee", "ben", "--format", "json")
run("scores", "show", "99")
run("scores", "override", "3", "fairness.even=1", "--why", "Said it to the neighbour too.")
run("scores", "override", "3", "nothing=1", "--why", "x")
run("scores", "override", "3", "even=3", "--why", "x")
run("scores", "override", "3", "even=1", "--why", " ")
run("scores", "comment", "3", "Listen to the second line again.", "--who", "Dora")
run("scores", "show", "3")
run("calibrate", "3", "--as", "dora", "even=0", "ownership=2")
run("calibrate", "3", "--as", "dora", "even=2", "nothing=2")
run("calibrate", "3")
run("calibrate", "--format", "json")

# Exports and reports.
for table in ("encounters", "decisions", "criteria"):
    run("scores", "export", "--format", "csv", "--table", table)
run("scores", "export", "--format", "json", "--trainee", "cleo", "--zero-on-critical")
run("scores", "export", "--format", "markdown", "--trainee", "ben")
run("scores", "export", "--format", "xlsx")
run("scores", "export", "--format", "csv", "-o", "sheets.csv")
said.append("files: " + " ".join(sorted(os.listdir(program.folder))) + "\n\n")
run("scores", "export", "--format", "csv", "-o", "sheets.csv")
run("scores", "report")
run("scores", "report", "--attempts", "all", "--format", "markdown")

# Another rubric, proof, and a person forgotten.
rubric = (FIXTURE / "rubrics/fairness.json").read_text(encoding="utf-8")
other = program.folder / "fairness.json"
other.write_text(rubric.replace('"version": "1.0.0"', '"version": "2.0.0"') + " ", encoding="utf-8")
run("scores", "regrade", "--rubric", str(other), "--dry-run")
run("scores", "regrade", "--rubric", str(other))
run("scores", "regrade", "--rubric", str(other))
run("scores", "regrade", "--rubric", "missing.json")
run("scores", "verify")
run("scores", "forget", "nobody")
run("scores", "forget", "ben")
run("scores", "forget", "ben")
run("scores", "list")
run("scores", "verify")

text = "".join(said)
if "--record" in sys.argv:
    EXPECTED.parent.mkdir(exist_ok=True)
    EXPECTED.write_bytes(text.encode())
    print(f"wrote {EXPECTED}")
    raise SystemExit(0)
expected = EXPECTED.read_bytes().decode()
difference = list(difflib.unified_diff(
    expected.splitlines(True), text.splitlines(True), "expected", "said"))
sys.stdout.writelines(difference)
print(f"{text.count(chr(10) + '$ ') + 1} commands, {'different' if difference else 'all as expected'}")
raise SystemExit(1 if difference else 0)
