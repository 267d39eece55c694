"""Writes down which functions run between the start of the program and its first prompt.

    swift build -c release --static-swift-stdlib --product undermat
    python3 Tests/Benchmarks/start_order.py .build/release/undermat > Sources/undermat/Linking/start.order

The linker puts these next to each other (see Package.swift), so that a start touches few pages of the
program. A name that is gone does no harm, and one that is missing costs a page: take the list again when
the start has changed a good deal, and remove the program before the next build, which does not see that
the list changed. Wants valgrind, nm and c++filt; run it in the project's folder.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile


def called(program, folder):
    """The functions that callgrind has seen, by their readable names."""
    profile = os.path.join(folder, "profile")
    environment = dict(os.environ, XDG_DATA_HOME=folder)
    run = subprocess.Popen(
        ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={profile}", program,
         "play", "cash-only-wine"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    shown = b""
    while b"(say nothing)" not in shown:
        more = os.read(run.stdout.fileno(), 65536)
        if not more:
            sys.exit("the program ended before its first prompt")
        shown += more
    run.send_signal(signal.SIGTERM)
    run.communicate()
    with open(profile) as lines:
        found = (re.match(r"c?fn=\(\d+\) ([^']+)", line) for line in lines)
        return {match.group(1).strip() for match in found if match}


def symbols(program):
    """The names of the program's functions, each with its readable name."""
    lines = subprocess.run(["nm", program], check=True, capture_output=True, text=True).stdout
    names = re.findall(r"^[0-9a-f]+ [tTwW] (.+)$", lines, re.MULTILINE)
    readable = subprocess.run(
        ["c++filt"], check=True, input="\n".join(names), capture_output=True, text=True).stdout
    return zip(names, readable.splitlines())


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        seen = called(program, folder)
    for name in sorted({name for name, text in symbols(program) if name in seen or text in seen}):
        print(name)


if __name__ == "__main__":
    main()
