"""Holds `check` against the reference's `lint` on random scenarios, flawed ones for the most part.

    python3 compare_check.py PROGRAM --count 200 --seed 1 [--keep FOLDER]

Both must find the same kinds at the same places with the same severity. Every kind must come up
in some scenario, else the run proves little and fails. Exit 1 if anything differs.
"""

import argparse
import collections
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

import flaws
import generate
import lint
import model
import solve
from expressions import Mistake
from located import Located

CODES = {
    "UM0501": "dead-end", "UM0502": "no-patience", "UM0503": "all-critical", "UM0504": "critical-pays",
    "UM0505": "nothing-applies", "UM0506": "flat-score", "UM0601": "hidden-character",
    "UM0602": "unreachable-scene", "UM0603": "unreachable-choice", "UM0604": "unreachable-ending",
    "UM0605": "unreachable-line", "UM0606": "endless-loop", "UM0607": "unused-flag", "UM0608": "unset-flag",
    "UM0609": "unset-fact", "UM0610": "still-meter", "UM0611": "always-true", "UM0612": "always-false",
    "UM0613": "same-choices", "UM0614": "shared-example", "UM0615": "meter-named-like-criterion",
    "UM0616": "missing-reason", "UM0701": "no-clean-choice", "UM0702": "spend-above-limits",
    "UM0703": "unused-criterion", "UM0704": "narrow-criterion", "UM0705": "together", "UM0706": "equal-choices",
    "UM0707": "best-is-longest", "UM0708": "best-is-first", "UM0709": "pass-out-of-reach",
    "UM0710": "pass-by-clicking", "UM0711": "voice-cannot-pass", "UM0712": "endings-upside-down",
    "UM0713": "neutral-gift", "UM0714": "silence-never-worse", "UM0715": "voices-alike",
    "UM0716": "misfortune-pays", "UM0717": "empty-need", "UM0718": "critical-pays-later",
}
SHOWN = 12
STATES = 2_000


def place(found, path, scenario):
    """The place of a finding, as `lint` names places."""
    kind, words = CODES[found["code"]], re.findall(r"`([^`]*)`", found["message"])
    named = {
        "still-meter": "meter", "meter-named-like-criterion": "meter", "unused-flag": "flag", "unset-flag": "flag",
        "unset-fact": "fact"}
    if kind in named:
        return [(named[kind], path[-1])]
    if kind in ("unused-criterion", "narrow-criterion"):
        return [("criterion", full(words[0], scenario))]
    if kind == "together":
        ids = [full(w, scenario) for w in words]
        return [("criteria", a, b) for n, a in enumerate(ids) for b in ids[n + 1:]]
    if kind == "voices-alike":
        return [("voices", *words[:2])]
    if kind == "voice-cannot-pass":
        return [("voice", words[0])]
    if kind in ("pass-out-of-reach", "pass-by-clicking"):
        return [("pass",)]
    if kind == "neutral-gift":
        return [("ending", path[1], full(words[1], scenario))]
    if kind == "empty-need":
        return [("need", path[-1])]
    if kind == "hidden-character":
        return [("text", *path)]
    return [structural(path, scenario)]


def structural(path, scenario):
    if path[:1] == ("authority",):
        return "raise", path[2]
    if path[:1] == ("basics",):
        return ("basics",)
    if path == ("scenes",):
        return ("scenes",)
    if path[:1] == ("endings",):
        return ("ending", path[1], *lines(path[2:]))
    if path[:1] != ("scenes",):
        return ("file",)
    rest = path[2:]
    if rest[:1] == ("choices",) and len(rest) > 1:
        choice = scenario.scenes[path[1]].choices[rest[1]]
        way = ("to", rest[3]) if rest[2:3] == ("to",) and len(rest) > 3 else ()
        return ("choice", path[1], choice.id, *way)
    if rest[:1] == ("chance",):
        return ("scene", path[1], "branch", rest[1], *lines(rest[2:]))
    return ("scene", path[1], *lines(rest))


def lines(rest):
    return rest[:2] if rest[:1] == ("lines",) and len(rest) > 1 else ()


def full(name, scenario):
    return next(c.full for c in scenario.criteria if name in (c.id, c.full))


def program_rows(found, located, scenario):
    """(severity, kind, place) of what the program found."""
    rows = set()
    for row in found:
        if row["code"] not in CODES:
            rows.add((row["severity"], row["code"], row["message"]))
            continue
        kind = CODES[row["code"]]
        for where in place(row, located.path(row["offset"]), scenario):
            rows.add((row["severity"], kind, ("file",) if kind == "no-patience" else where))
    return rows


def differences(ours, theirs):
    """What only one side found. A loop is named by its first scene only, so any of them will do."""
    loops = {r for r in ours if r[1] == "endless-loop"}
    named = {r for r in theirs if r[1] == "endless-loop"}
    if bool(loops) == bool(named) and named <= loops:
        ours, theirs = ours - loops, theirs - named
    return sorted(ours - theirs, key=str), sorted(theirs - ours, key=str)


def scenarios(folder, first, count):
    """(seed, path, scenario, findings of the reference) of scenarios small enough to be held in the hand."""
    for seed in range(first, first + count):
        for attempt in range(generate.ATTEMPTS):
            dice = random.Random(f"check:{seed}:{attempt}")
            raw, rubrics = generate.Maker(dice, "small" if seed % 5 else "medium").scenario()
            flaws.plant(raw, rubrics, dice)
            path = generate.write(os.path.join(folder, str(seed)), seed, raw, rubrics)
            try:
                model.load(path)
                scenario, found = lint.lint(path, STATES)
            except (Mistake, solve.Refused):
                continue
            yield seed, path, scenario, found
            break


def check(program, paths):
    """What the program finds, by file."""
    done = subprocess.run([*shlex.split(program), "check", "--format", "json", *paths], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise AssertionError(f"exit {done.returncode}: {done.stderr[:500]}")
    found = collections.defaultdict(list)
    for row in json.loads(done.stdout)["diagnostics"]:
        found[row["file"]].append(row)
    return found


def compare(seed, path, scenario, ours, found):
    """The number of findings that agree, and the differences in words."""
    with open(path, "rb") as file:
        located = Located(file.read())
    mine = {(r.severity, r.kind, r.place) for r in ours.rows}
    theirs = program_rows(found, located, scenario)
    # Whatever a play is worth is open while some plays get stuck.
    if any(kind in ("dead-end", "no-patience") for _, kind, _ in mine):
        mine, theirs = ({r for r in rows if not is_score(r[1])} for rows in (mine, theirs))
    if any(kind == "no-patience" for _, kind, _ in mine):
        mine, theirs = ({r for r in rows if r[0] == "error"} for rows in (mine, theirs))
        mine, theirs = ({r for r in rows if r[1] == "no-patience"} for rows in (mine, theirs))
    # Some voices cannot be weighed then.
    if any(kind in ("nothing-applies", "flat-score", "all-critical") for _, kind, _ in mine):
        mine, theirs = ({r for r in rows if r[0] == "error" or not is_score(r[1])} for rows in (mine, theirs))
    only_ours, only_theirs = differences(mine, theirs)
    lost = [f"seed {seed}: not found by the program: {row}" for row in only_ours]
    lost += [f"seed {seed}: {words}" for words in longer_ways(ours, found, located, scenario)]
    return len(mine), lost + [f"seed {seed}: found by the program alone: {row}" for row in only_theirs], mine


def longer_ways(ours, found, located, scenario):
    """Neutral gifts whose example is not as short as can be, in words."""
    for row in found:
        if CODES.get(row["code"]) == "neutral-gift":
            where = place(row, located.path(row["offset"]), scenario)[0]
            if where in ours.ways and len(row["choices"]) != ours.ways[where]:
                yield f"{row['choices']} to {where}, where {ours.ways[where]} choices lead"


def is_score(kind):
    code = next(code for code, name in CODES.items() if name == kind) if kind in CODES.values() else ""
    return code.startswith("UM07") and kind != "spend-above-limits" or code in ("UM0503", "UM0504", "UM0505", "UM0506")


def main():
    options = argparse.ArgumentParser(description="Hold `check` against the reference.")
    options.add_argument("program")
    options.add_argument("--count", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", help="folder for the scenarios (default: a temporary one)")
    chosen = options.parse_args()
    folder = chosen.keep or tempfile.mkdtemp(prefix="compare-check-")
    made = list(scenarios(folder, chosen.seed, chosen.count))
    found = check(chosen.program, [path for _, path, _, _ in made])
    agreed, different, kinds = 0, [], collections.Counter()
    for seed, path, scenario, ours in made:
        count, lost, rows = compare(seed, path, scenario, ours, found[path])
        agreed, different = agreed + count, different + lost
        kinds.update({kind for _, kind, _ in rows})
    for words in different[:SHOWN]:
        print(words)
    missing = sorted(set(CODES.values()) - set(kinds))
    print(f"{len(made)} scenarios, {agreed} findings of {len(kinds)} kinds, {len(different)} differences")
    if missing:
        print(f"never came up: {', '.join(missing)}")
    return 1 if different or missing else 0


if __name__ == "__main__":
    sys.exit(main())
