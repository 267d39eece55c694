"""Pushes to a real store and pulls from it, through every fault that a store and a network have.

Usage: check_store.py PROGRAM"""

import json
import os
import re
import signal
import subprocess
import sys
import time

from ralph.models.xapi.base.statements import BaseXapiStatement

from program import ROOT, Checks, Program
from store import Store

checks = Checks()
program = Program(sys.argv[1])
program.play_some(6)

exported = [
    json.loads(line)
    for line in program.run("scores", "export", "--format", "xapi", "--lines").stdout.splitlines()]
wanted = {statement["id"] for statement in exported}
checks.check(len(wanted) > 30, "there is something to send")
checks.equal(len(wanted), len(exported), "ids are distinct")
for statement in exported:
    try:
        BaseXapiStatement(**statement)
        checks.check(True, "")
    except Exception as error:  # whatever the strict model has to say
        checks.check(False, f"{statement['verb']['id']}: {error}")

names = [f"Trainee {number}" for number in range(6)]
whole = json.dumps(exported)
checks.check(not any(name in whole for name in names), "no names leave the machine unasked")

store = Store()
push = ("scores", "push", "--lrs", store.url, "--tries", "3", "--batch", "20")


def ids():
    return [statement["id"] for statement in store.statements()]


# Server down, then up.
result = program.run("scores", "push", "--lrs", store.url, "--tries", "1")
checks.equal(result.returncode, 74, "a store that is down")
checks.check(b"waits for the next push" in result.stderr, "says what becomes of the statements")
store.start()

# A wrong account.
program.environment["UNDERMAT_LRS_PASSWORD"] = "wrong"
result = program.run(*push)
checks.equal(result.returncode, 74, "a wrong account")
checks.check(b"UNDERMAT_LRS_PASSWORD" in result.stderr, "names the account's variables")
checks.equal(ids(), [], "nothing was stored yet")
program.environment["UNDERMAT_LRS_PASSWORD"] = "under-the-mat"

# 500, then 429, then as it should be.
store.fail(500, 429)
result = program.run(*push)
checks.equal(result.returncode, 0, f"500 and 429, then 200 ({result.stderr})")
checks.equal(sorted(ids()), sorted(wanted), "each statement exactly once")

# The same again: nothing is sent. A records file that forgot the outbox sends all again: 204.
result = program.run(*push)
checks.equal(result.stdout, b"0 statements delivered.\n", "the second push has nothing to do")
import sqlite3

with sqlite3.connect(program.records) as database:
    database.execute("DELETE FROM outbox")
result = program.run(*push)
checks.equal(result.returncode, 0, "what is stored already counts as delivered")
checks.equal(sorted(ids()), sorted(wanted), "still each statement exactly once")

# kill -9 in mid-batch, five times.
program.play_some(3, scenarios=("change-fee",))
for delay in (0.02, 0.05, 0.1, 0.2, 0.3):
    process = program.start("scores", "push", "--lrs", store.url, "--batch", "2")
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
result = program.run(*push)
checks.equal(result.returncode, 0, f"a push after kill -9 ({result.stderr})")
exported = json.loads(program.run("scores", "export", "--format", "xapi").stdout)
wanted = {statement["id"] for statement in exported}
checks.equal(sorted(ids()), sorted(wanted), "after kill -9 each statement exactly once")

# One statement that the store has in another form: the others of its batch arrive.
program.play_some(1, scenarios=("cash-only-wine", "change-fee"))
exported = json.loads(program.run("scores", "export", "--format", "xapi").stdout)
fresh = [statement for statement in exported if statement["id"] not in set(ids())]
other = {**fresh[1], "timestamp": "2001-01-01T00:00:00.000Z"}
other.pop("result", None)
checks.equal(store.post([other]), 200, "another form of one statement is stored")
result = program.run(*push)
checks.equal(result.returncode, 1, "a refused statement is a finding")
checks.check(fresh[1]["id"].encode() in result.stderr, "the refused statement is named")
wanted = {statement["id"] for statement in exported}
checks.equal(sorted(ids()), sorted(wanted), "the others of the batch arrived")

# Pull on an empty machine.
other_machine = Program(sys.argv[1], name="trainer")
result = other_machine.run("scores", "pull", "--lrs", store.url)
checks.equal(result.returncode, 0, f"pull ({result.stderr})")
checks.check(not result.stdout.startswith(b"0 plays"), f"plays are found ({result.stdout})")
here = json.loads(program.run("scores", "export", "--format", "json").stdout)
there = json.loads(other_machine.run("scores", "export", "--format", "json").stdout)
key = lambda sheet: json.dumps(sheet, sort_keys=True)
checks.equal(sorted(map(key, there)), sorted(map(key, here)), "the sheets are equal")
for table in ("encounters", "decisions", "criteria"):
    rows = []
    for machine in (program, other_machine):
        text = machine.run("scores", "export", "--format", "csv", "--table", table).stdout.decode()
        lines = text.split("\r\n")
        for name in names:
            lines = [line.replace(f",{name},", ",,") for line in lines]
        rows.append(sorted(lines))
    checks.equal(rows[1], rows[0], f"the table of {table} is equal, names apart")
result = other_machine.run("scores", "verify")
checks.equal(result.returncode, 0, f"what was pulled can be verified ({result.stderr})")
result = other_machine.run("scores", "pull", "--lrs", store.url)
checks.check(b" 0 of them new here." in result.stdout, "a second pull finds nothing new")



def equal_sheets(one, two, what):
    sheets = [
        sorted(map(key, json.loads(machine.run("scores", "export", "--format", "json").stdout)))
        for machine in (one, two)]
    checks.equal(sheets[1], sheets[0], f"{what}: the sheets are equal")


def shown(machine, encounter):
    """A whole sheet as a person reads it, names apart."""
    result = machine.run("scores", "show", encounter)
    checks.equal(result.returncode, 0, f"scores show ({result.stderr})")
    return [line for line in result.stdout.decode().splitlines() if not line.startswith("Trainee ")]


def equal_pages(one, two, what):
    listed = json.loads(one.run("scores", "list", "--format", "json").stdout)
    for encounter in [item["encounter"] for item in listed if item["score"] is not None]:
        checks.equal(shown(two, encounter), shown(one, encounter), f"{what}: {encounter} reads alike")


equal_pages(program, other_machine, "after a pull")

# What comes from a store is not sent back to it.
before = sorted(ids())
result = other_machine.run(*push)
checks.equal(result.stdout, b"0 statements delivered.\n", f"nothing is sent back ({result.stderr})")
checks.equal(sorted(ids()), before, "the store is as it was")

# What a trainer says later comes after its play, once.
criterion = here[0]["rubrics"][0]["criteria"][0]["id"]
rubric_id = here[0]["rubrics"][0]["id"]
listed = json.loads(program.run("scores", "list", "--format", "json").stdout)
first = next(item for item in listed if item["scenario"]["id"] == here[0]["scenario"]["id"])
who = ("--who", "trainer")
program.run("scores", "comment", first["encounter"], "Listen to the second line again.", *who)
program.run("scores", "override", first["encounter"], f"{rubric_id}.{criterion}=2", "--why", "Heard it.",
            *who)
for statement in json.loads(program.run("scores", "export", "--format", "xapi").stdout):
    try:
        BaseXapiStatement(**statement)
    except Exception as error:  # whatever the strict model has to say
        checks.check(False, f"{statement['verb']['id']}: {error}")
result = program.run(*push)
checks.equal((result.returncode, result.stdout), (0, b"2 statements delivered.\n"), "two remarks")
result = other_machine.run("scores", "pull", "--lrs", store.url)
checks.check(b"2 remarks of trainers taken over." in result.stdout, f"remarks arrive ({result.stdout})")
result = other_machine.run("scores", "pull", "--lrs", store.url)
checks.check(b"remark" not in result.stdout, "a second pull finds nothing new")
equal_pages(program, other_machine, "after remarks")

# Graded anew under another rubric: every statement about the old sheet is taken back.
rubric = json.loads((ROOT / "scenarios/rubrics/empowerment.json").read_text(encoding="utf-8"))
rubric["version"] = "9.0.0"
next(iter(rubric["criteria"].values()))["weight"] = 40
(program.folder / "other.json").write_text(json.dumps(rubric), encoding="utf-8")
old = {statement["id"] for statement in json.loads(
    program.run("scores", "export", "--format", "xapi").stdout)
    if statement["verb"]["id"].rsplit("/", 1)[1] not in ("commented", "scored")}
result = program.run("scores", "regrade", "--rubric", "other.json")
checks.check(b"graded anew" in result.stdout, f"graded anew ({result.stdout} {result.stderr})")
result = program.run(*push)
checks.equal(result.returncode, 0, f"a push after a re-grade ({result.stderr})")
stored = store.statements()
voided = [statement["object"]["id"] for statement in stored
          if statement["verb"]["id"].endswith("/voided")]
old.discard(other["id"])  # The store never had our form of this one.
checks.equal(sorted(voided), sorted(old), "each statement about an old sheet is taken back once")
fresh = {statement["id"] for statement in json.loads(
    program.run("scores", "export", "--format", "xapi").stdout)}
checks.check(fresh <= set(ids()), "each statement about the new sheets is there")
checks.equal(len(ids()), len(set(ids())), "and nothing is there twice")
result = program.run(*push)
checks.equal(result.stdout, b"0 statements delivered.\n", "the same push again has nothing to do")
result = other_machine.run("scores", "pull", "--lrs", store.url)
checks.check(b" 0 of them new here" in result.stdout and b"graded anew" in result.stdout,
             f"a later grading is taken over ({result.stdout})")
equal_sheets(program, other_machine, "after a re-grade")
checks.check(any("9.0.0" in line or "SHA-256" in line for line in shown(
    other_machine, first["encounter"])), "the new sheet can be shown without its rubric's text")
checks.equal(other_machine.run("scores", "verify").returncode, 0, "and can be verified")
result = other_machine.run(*push)
checks.equal(result.stdout, b"0 statements delivered.\n", f"nothing is sent back ({result.stderr})")

# An empty machine without the scenarios gets the same sheets, and the same tables.
bare = Program(sys.argv[1], name="bare")
(bare.folder / "none").mkdir()
bare.environment["UNDERMAT_SCENARIOS"] = str(bare.folder / "none")
result = bare.run("scores", "pull", "--lrs", store.url)
checks.equal(result.returncode, 0, f"a pull without the scenarios ({result.stderr})")
equal_sheets(program, bare, "without the scenarios")
for table in ("decisions", "criteria"):
    rows = [sorted(machine.run("scores", "export", "--format", "csv", "--table", table)
                   .stdout.decode().split("\r\n")) for machine in (program, bare)]
    checks.equal(rows[1], rows[0], f"without the scenarios the table of {table} is equal")

# Who is forgotten stays forgotten.
account = next(item["trainee"] for item in listed if item["encounter"] == first["encounter"])
checks.equal(program.run("scores", "forget", account).returncode, 0, "a trainee is forgotten")
result = program.run("scores", "pull", "--lrs", store.url)
checks.check(b"remark" not in result.stdout, f"nothing about who is forgotten ({result.stdout})")
checks.check(not any(item["trainee"] == account for item in json.loads(
    program.run("scores", "list", "--format", "json").stdout)), "and no name comes back")

# How far it has come, on a terminal only.
slow = Program(sys.argv[1], name="slow")
slow.play_some(3)
leader, follower = os.openpty()
process = subprocess.Popen(
    [slow.path, "scores", "push", "--lrs", store.url, "--batch", "1"], env=slow.environment,
    stdout=subprocess.PIPE, stderr=follower, cwd=slow.folder)
os.close(follower)
seen = b""
while True:
    try:
        part = os.read(leader, 4096)
    except OSError:
        break
    if not part:
        break
    seen += part
checks.equal(process.wait(), 0, "a push on a terminal")
checks.check(re.search(rb"\d+ of \d+ statements", seen), f"says how far it has come ({seen[:200]})")
checks.check(seen.rstrip(b" ").endswith(b"\r"), f"and takes the line away ({seen[-80:]})")

store.stop()
checks.end()
