"""Holds a program against the reference on random scenarios.

    python3 compare.py PROGRAM --count 200 --seed 1 [--size medium] [--plays 3] [--keep FOLDER]

PROGRAM may have arguments of its own ("swift run undermat"). For every scenario: `grade` of
a few random plays, of one play cut short (exit 65), and `walk` in every voice. Numbers may
differ by 1e-9. A line of choices is only asked to be worth what is claimed for it, since
ties may be broken differently. Exit 1 if anything differs.
"""

import argparse
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile

import generate
import grade
import play
import walk

NEAR = 1.000001e-9
BAD_DATA = 65
SHOWN = 10
UNCOMPARED = {"states", "transitions", "plays"}


def difference(wanted, got, where=""):
    """The first difference in words, or None."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return different_objects(wanted, got, where)
    if isinstance(wanted, list) and isinstance(got, list):
        if len(wanted) != len(got):
            return f"{where}: {len(wanted)} entries expected, {len(got)} found"
        return first(difference(a, b, f"{where}[{n}]") for n, (a, b) in enumerate(zip(wanted, got)))
    if number(wanted) and number(got):
        return None if abs(wanted - got) <= NEAR else f"{where}: {wanted} expected, {got} found"
    same = type(wanted) is type(got) and wanted == got
    return None if same else f"{where}: {wanted!r} expected, {got!r} found"


def different_objects(wanted, got, where):
    if where.endswith(".marks"):
        wanted, got = without_zeros(wanted), without_zeros(got)
    for key in wanted:
        if key not in got:
            return f"{where}.{key}: missing"
    for key in got if where else ():  # a report as a whole may have more than the contract
        if key not in wanted:
            return f"{where}.{key}: not expected"
    return first(difference(wanted[key], got[key], f"{where}.{key}") for key in wanted)


def without_zeros(marks):
    return {name: level for name, level in marks.items() if level != 0}


def number(thing):
    return isinstance(thing, (int, float)) and not isinstance(thing, bool)


def first(found):
    return next((d for d in found if d), None)


class Program:
    def __init__(self, words):
        self.words = shlex.split(words)

    def run(self, *arguments):
        """(exit code, standard output, standard error)."""
        try:
            done = subprocess.run([*self.words, *arguments], capture_output=True, text=True, timeout=120)
        except subprocess.TimeoutExpired:
            return None, "", "no answer in 120 seconds"
        return done.returncode, done.stdout, done.stderr

    def report(self, *arguments):
        """(report, None) or (None, what went wrong)."""
        code, out, fault = self.run(*arguments, "--format", "json")
        if code != 0:
            return None, f"exit {code}: {fault.strip()[:400]}"
        try:
            return json.loads(out), None
        except ValueError as wrong:
            return None, f"not JSON: {wrong}: {out[:200]!r}"


def compare_grade(program, made, choices, voice, seed):
    arguments = ["grade", made.path, "--choices", ",".join(choices), "--voice", voice, "--seed", str(seed)]
    got, fault = program.report(*arguments)
    wanted = grade.grade(made.solutions[voice], choices, seed)
    found = fault or difference(*map(comparable_sheet, (wanted, own_words(wanted, got))))
    return found and f"{shlex.join(arguments)}\n    {found}"


def own_words(wanted, got):
    """The program has its own sentence for spending above the limit."""
    for ours, theirs in zip(wanted["critical"], got.get("critical") or []):
        if "above the limit of" in ours["why"] and isinstance(theirs, dict) and theirs.get("why"):
            theirs["why"] = ours["why"]
    return got


def comparable_sheet(sheet):
    if sheet.get("simulated") is None:
        sheet = {**sheet, "simulated": {"satisfaction": None, "recommend": None}}
    return sheet


def compare_refusal(program, made, choices, voice, seed):
    """A play without its last choice is bad data."""
    arguments = ["grade", made.path, "--choices", ",".join(choices[:-1]), "--voice", voice, "--seed", str(seed)]
    code, _, _ = program.run(*arguments)
    return None if code == BAD_DATA else f"{shlex.join(arguments)}\n    exit {BAD_DATA} expected, {code} found"


def compare_walk(program, made, voice):
    arguments = ["walk", made.path, "--voice", voice]
    got, fault = program.report(*arguments)
    if fault:
        return f"{shlex.join(arguments)}\n    {fault}"
    wanted = walk.walk(made.scenario, voice)
    found = difference(bare(wanted), bare(got)) or wrong_lines(made, voice, wanted, got)
    return found and f"{shlex.join(arguments)}\n    {found}"


def bare(report):
    """The walk without what may differ: counts, and lines where several are as good."""
    plain = {key: value for key, value in report.items() if key not in UNCOMPARED}
    for key in ("best", "worst"):
        plain[key] = {**(plain.get(key) or {}), "line": None}
    if isinstance(plain.get("endings"), list):
        plain["endings"] = [{**e, "shortest": None} for e in plain["endings"]]
    return plain


def wrong_lines(made, voice, wanted, got):
    """What is wrong with a claimed line: not playable, or not worth what is said."""
    solution = made.solutions[voice]
    for key in ("best", "worst"):
        worth = [float(score) for _, score in outcomes(solution, ids(got[key]["line"]))]
        if not any(abs(got[key]["score"] - score) <= NEAR for score in worth):
            return f".{key}: the line {got[key]['line']} gives {worth}, not {got[key]['score']}"
    for ours, theirs in zip(wanted["endings"], got["endings"]):
        line = ids(theirs["shortest"] or [])
        if len(line) != len(ours["shortest"]):
            return f".endings '{ours['id']}': shortest is {theirs['shortest']}, expected {ours['shortest']}"
        if line and ours["id"] not in [ending for ending, _ in outcomes(solution, line)]:
            return f".endings '{ours['id']}': the line {line} does not lead there"
    return None


def ids(line):
    return [step if isinstance(step, str) else step["choice"] for step in line]


def outcomes(solution, line):
    """(ending, score) of the line of choices under all draws that can happen."""
    found = []
    begin = play.start(solution.scenario, solution.graph.voice)
    stack, seen = [(begin, tuple(line), [0] * len(solution.scenario.criteria))], set()
    while stack:
        state, rest, totals = stack.pop()
        here = (solution.graph.liveness.key(state), len(rest), tuple(totals))
        if here in seen:
            continue
        seen.add(here)
        if state.ended():
            if not rest:
                found.append((state.place, solution.score(plus(totals, play.last_points(state)))))
        elif play.waits_for_draw(state):
            stack += [(play.draw(state, b), rest, totals) for _, b in play.branches(state)]
        elif rest:
            for choice in [c for c in play.available(state) if c.id == rest[0]]:
                after, gave = play.take(state, choice)
                stack.append((after, rest[1:], plus(totals, gave.now)))
    return found


def plus(totals, points):
    sums = list(totals)
    for index, p in points:
        sums[index] += p
    return sums


def comparisons(program, made, seed, plays):
    """One difference or None for every comparison of this scenario."""
    dice = random.Random(f"plays:{seed}")
    found = generate.random_plays(made.scenario, dice, plays)
    for choices, voice, draw_seed in found:
        yield compare_grade(program, made, choices, voice, draw_seed)
    yield compare_refusal(program, made, *found[0])
    for voice in made.scenario.voices:
        yield compare_walk(program, made, voice)


def main():
    options = argparse.ArgumentParser(description="Hold a program against the reference.")
    options.add_argument("program")
    options.add_argument("--count", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--size", choices=generate.SIZES, default="medium")
    options.add_argument("--plays", type=int, default=3)
    options.add_argument("--keep", help="folder for the scenarios that differ (default: a temporary one)")
    chosen = options.parse_args()
    folder = chosen.keep or tempfile.mkdtemp(prefix="compare-")
    program, passed, failed = Program(chosen.program), 0, 0
    for seed in range(chosen.seed, chosen.seed + chosen.count):
        made = generate.generate(seed, os.path.join(folder, str(seed)), chosen.size)
        for found in comparisons(program, made, seed, chosen.plays):
            passed, failed = passed + (found is None), failed + (found is not None)
            if found and failed <= SHOWN:
                print(f"seed {seed} ({chosen.size}): {found}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
