"""Pushes to a real store and pulls from it, through every fault that a store and a network have.

Usage: check_store.py PROGRAM"""

import json
import signal
import sys
import time

from ralph.models.xapi.base.statements import BaseXapiStatement

from program import Checks, Program
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

store.stop()
checks.end()
