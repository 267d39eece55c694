"""Makes files of records of several sizes and measures what a person waits for: the first byte and the
last one of a list, of every table and of a report; the memory it takes; and what a move adds.

Usage: measure.py FOLDER_OF_THE_BUILD [ENCOUNTERS ...]   (else 10000 100000 300000)

MEASURE_IN names a folder in which the files stay, so that the next run finds them made."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BUILD = Path(sys.argv[1]).resolve()
SIZES = [int(size) for size in sys.argv[2:]] or [10_000, 100_000, 300_000]
WAYS = [
    ("scores list", ["list"]),
    ("export --format csv", ["export", "--format", "csv"]),
    ("the same, criteria", ["export", "--format", "csv", "--table", "criteria"]),
    ("the same, decisions", ["export", "--format", "csv", "--table", "decisions"]),
    ("report", ["report"]),
    ("report --attempts all", ["report", "--attempts", "all"]),
]


def run(records, words):
    """Seconds to the first byte, to the last, of processor time, and megabytes at most."""
    start = time.monotonic()
    process = subprocess.Popen(
        [BUILD / "undermat", "scores", *words, "--records", records], stdout=subprocess.PIPE)
    process.stdout.read(1)
    first = time.monotonic() - start
    while os.read(process.stdout.fileno(), 1 << 20):
        pass
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(words)} failed")
    last = time.monotonic() - start
    return first, last, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(folder):
    print("| command | encounters | first byte, s | whole, s | processor, s | encounters/s | MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in SIZES:
        records = os.path.join(folder, f"{size}.sqlite")
        if not os.path.exists(records):
            subprocess.run([BUILD / "records-writer", "fill", records, str(size)], check=True)
        for name, words in WAYS:
            runs = sorted((run(records, words) for _ in range(3)), key=lambda one: one[1])
            first, last, processor, memory = runs[1]
            print(f"| `{name}` | {size} | {first:.2f} | {last:.2f} | {processor:.2f} | "
                  f"{size / last:,.0f} | {memory:.0f} |", flush=True)
    print()
    moves = os.path.join(folder, "moves.sqlite")
    subprocess.run([BUILD / "records-writer", "moves", moves], check=True)
    os.unlink(moves)


if "MEASURE_IN" in os.environ:
    measure(os.environ["MEASURE_IN"])
else:
    with tempfile.TemporaryDirectory(prefix="undermat-measure-") as temporary:
        measure(temporary)
