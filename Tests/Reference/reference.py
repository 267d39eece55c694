"""The reference: grades, walks and checks a scenario by the letter of the contract.

    python3 reference.py grade FILE --choices a,b,c [--voice V] [--seed N]
    python3 reference.py walk FILE [--voice V]
    python3 reference.py lint FILE...

Plain and slow on purpose: exact fractions, whole states, no cleverness shared with the
program that it is the measure of.
"""

import argparse
import json
import sys

import expressions
import grade
import lint
import model
import solve
import walk

OPTIONS = argparse.ArgumentParser(description="Grade, walk or check a scenario file.")


def options():
    commands = OPTIONS.add_subparsers(dest="command", required=True)
    one = commands.add_parser("grade", help="grade one play")
    one.add_argument("file")
    one.add_argument("--choices", required=True, help="ids, separated by commas")
    one.add_argument("--voice")
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--format", choices=["json"], default="json")
    two = commands.add_parser("walk", help="what can be reached, and what it is worth")
    two.add_argument("file")
    two.add_argument("--voice")
    two.add_argument("--format", choices=["json"], default="json")
    three = commands.add_parser("lint", help="errors and warnings")
    three.add_argument("files", nargs="+")
    return OPTIONS.parse_args()


def show(report):
    print(json.dumps(report, indent=2, ensure_ascii=False))


def main():
    chosen = options()
    if chosen.command == "lint":
        return lint.report(chosen.files)
    try:
        scenario = model.load(chosen.file)
        if chosen.command == "walk":
            show(walk.walk(scenario, chosen.voice))
        else:
            solution = solve.solve(scenario, chosen.voice)
            names = [n for n in chosen.choices.split(",") if n]
            show(grade.grade(solution, names, chosen.seed))
        return 0
    except expressions.Mistake as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 65


if __name__ == "__main__":
    sys.exit(main())
