"""Measures everything that README.md shows, each work in a process of its own, and prints tables.

    python figures.py WORK_FOLDER [--large] [--program NAME=PATH ...] [--instructions]

Needs `swift build -c release --product measure` in this folder and the packages of
Peers/requirements.txt. Seconds are of processor time, the least of three runs, because other
people's work on the machine can only add to it. `--large` adds the largest stories; `--program`
measures the start of a built program, `--instructions` counts them (needs valgrind).
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MEASURE = os.path.join(HERE, ".build", "release", "measure")
ENGINES = os.path.join(HERE, "Peers", "engines.py")
SCENARIO = os.path.join(HERE, "..", "..", "scenarios", "change-fee.json")


def run(*command):
    """The JSON object that a command prints, of the run with the least processor time."""
    results = []
    for _ in range(3):
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}: {done.stderr}")
        results.append(json.loads(done.stdout.splitlines()[-1]))
    return min(results, key=lambda result: result.get("seconds", result.get("load", 0)))


def story(folder, plot, scenes, *rest):
    path = os.path.join(folder, "-".join(map(str, (plot, scenes, *rest))))
    if not os.path.exists(os.path.join(path, "story.json")):
        command = [MEASURE, "make", plot, str(scenes), path, *map(str, rest)]
        subprocess.run(command, check=True, capture_output=True)
    return path


def table(title, head, rows):
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    sys.stdout.flush()


def megabytes(count):
    return f"{count / 1e6:,.0f} MB"


def loading(folder, sizes):
    rows = []
    for scenes in sizes:
        for mistakes in ([], ["mistakes"]):
            file = os.path.join(story(folder, "woven", scenes, *mistakes), "story.json")
            result = run(MEASURE, "load", file)
            rate = result["bytes"] / result["seconds"] / 1e6
            text = f"{scenes:,}{', full of mistakes' if mistakes else ''}"
            rows.append(
                [text, megabytes(result["bytes"]), f"{result['seconds'] * 1000:,.0f} ms",
                 f"{rate:,.0f} MB/s", megabytes(result["peak"])])
    head = ["scenes", "file", "processor time", "rate", "peak memory"]
    table("Load and validate", head, rows)


def playing(folder, sizes):
    rows = []
    for scenes in sizes:
        file = os.path.join(story(folder, "woven", scenes), "story.json")
        result = run(MEASURE, "play", file, 500_000)
        rate = result["choices"] / result["seconds"] / 1e6
        rows.append([f"{scenes:,}", f"{result['choices']:,}", f"{rate:.1f} million choices/s"])
    table("Random play", ["scenes", "choices", "rate"], rows)


def proving(folder, large):
    shapes = [("branching", 2_000), ("branching", 20_000), ("row", 200, 2, 5, 0),
              ("row", 200, 2, 5, 2), ("row", 200, 3, 2, 6)]
    if large:
        shapes.append(("row", 200, 3, 3, 6))
    rows = []
    for shape in shapes:
        file = os.path.join(story(folder, *shape), "story.json")
        result = run(MEASURE, "solve", file, 20_000_000)
        rate = result["transitions"] / result["seconds"] / 1e6
        name = f"{shape[0]}, {shape[1]:,} scenes"
        if len(shape) > 2:
            name += f", {shape[2]} meters of 0 to {shape[3]}, {shape[4]} flags"
        rows.append(
            [name, f"{result['states']:,}", f"{result['transitions']:,}",
             f"{result['seconds']:.2f} s", f"{rate:.1f} million/s", megabytes(result["peak"])])
    head = ["story", "states", "transitions", "processor time", "transitions", "peak memory"]
    table("Exact solving: ranges, values, best and random play", head, rows)


def peers(folder, sizes):
    rows = []
    for scenes in sizes:
        path = story(folder, "common", scenes)
        # In a process of its own: a child's peak memory counts what its parent had before.
        subprocess.run([sys.executable, os.path.join(HERE, "Peers", "ink.py"), path], check=True)
        plays = max(20, 2_000_000 // scenes)
        rows += peers_of(path, scenes, plays)
    head = ["scenes", "engine", "reads", "choices/s", "outcome", "peak memory"]
    table("The same story elsewhere", head, rows)


def peers_of(path, scenes, plays):
    file = os.path.join(path, "story.json")
    ours = run(MEASURE, "replay", file, plays, 5)
    read = run(MEASURE, "load", file)
    fast = run(MEASURE, "play", file, 500_000)
    rows = [
        [f"{scenes:,}", "undermat, step by step", f"{read['seconds'] * 1000:,.0f} ms, validated",
         f"{ours['choices'] / ours['seconds']:,.0f}", "", megabytes(ours["peak"])],
        [f"{scenes:,}", "undermat, random play", "", f"{fast['choices'] / fast['seconds']:,.0f}",
         "not compared", megabytes(fast["peak"])]]
    for engine in ("reference", "inkcpp", "bink", "orjson", "msgspec"):
        result = run(sys.executable, ENGINES, engine, path, plays, 5)
        speed, outcome = "reads only", ""
        if "play" in result:
            speed = f"{result['choices'] / result['play']:,.0f}"
            agrees = result["checksum"] == ours["checksum"]
            outcome = "agrees" if agrees else "DIFFERS"
        if engine == "reference":
            rows[0][4] = outcome
        rows.append(
            [f"{scenes:,}", engine, f"{result['load'] * 1000:,.0f} ms", speed, outcome,
             megabytes(result["peak"])])
    return rows


def first_prompt(program):
    """Milliseconds from the start to the first choices on a pipe, and the peak memory."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [program, "play", SCENARIO], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    seen = b""
    while not re.search(rb"(?m)^\s*1\b", seen):
        chunk = os.read(child.stdout.fileno(), 65536)
        if not chunk:
            sys.exit(f"{program} stopped before it offered a choice")
        seen += chunk
    elapsed = time.perf_counter() - start
    child.kill()
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return elapsed * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss * 1024


def starting(programs):
    rows = []
    for name, path in (program.split("=", 1) for program in programs):
        runs = [first_prompt(path) for _ in range(40)]
        rows.append(
            [name, f"{min(run[0] for run in runs):.1f} ms", f"{min(run[1] for run in runs):.1f} ms",
             megabytes(max(run[2] for run in runs))])
    head = ["program", "least time to the first prompt", "processor time", "peak memory"]
    table("Start on a pipe", head, rows)


def instructions(folder):
    works = [
        ("load", "bytes", story(folder, "woven", 2_000), []),
        ("play", "choices", story(folder, "woven", 2_000), [100_000]),
        ("solve", "transitions", story(folder, "row", 200, 2, 5, 0), [5_000_000])]
    rows = []
    for work, unit, path, rest in works:
        file = os.path.join(path, "story.json")
        counts = [counted("load", file, []), counted(work, file, rest)]
        amount = run(MEASURE, work, file, *rest)[unit]
        own = counts[1] if work == "load" else counts[1] - counts[0]
        rows.append([work, f"{own:,}", unit, f"{own / amount:,.1f}"])
    table("Instructions", ["work", "instructions", "unit", "each"], rows)


def counted(work, file, rest):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", MEASURE, work, file]
    done = subprocess.run([*command, *map(str, rest)], capture_output=True, text=True, check=True)
    return int(re.search(r"refs:\s*([\d,]+)", done.stderr)[1].replace(",", ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--program", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--only", choices=["load", "play", "prove", "peers", "start"])
    asked = parser.parse_args()
    os.makedirs(asked.folder, exist_ok=True)
    sizes = [2_000, 20_000] + ([200_000] if asked.large else [])
    works = {
        "load": lambda: loading(asked.folder, sizes), "play": lambda: playing(asked.folder, sizes),
        "prove": lambda: proving(asked.folder, asked.large),
        "peers": lambda: peers(asked.folder, [2_000, 20_000]),
        "start": lambda: starting(asked.program)}
    for name, work in works.items():
        if asked.only in (None, name):
            work()
    if asked.instructions:
        instructions(asked.folder)


if __name__ == "__main__":
    main()
