"""Tries a program at a real pseudo-terminal, under keys, signals, sizes and faults.

    python3 Tests/Terminal/run.py .build/debug/terminal-probe
    python3 Tests/Terminal/run.py --product .build/debug/undermat
    python3 Tests/Terminal/run.py PROGRAM -k window      (only tests with this word in the name)

Needs nothing beyond Python's standard library (tmux for the rows that look at a screen; bash for
those about a shell). The last line is "N passed, M failed"; the exit code is 1 if any failed.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback

import at_the_prompt
import faults
import in_a_shell
import on_a_pipe
import with_a_clock
from world import PROBE, PRODUCT

MODULES = [at_the_prompt, with_a_clock, on_a_pipe, faults, in_a_shell]


def tests(profile, word):
    for module in MODULES:
        for name, function in list(vars(module).items()):
            if not name.startswith("test_") or word not in name:
                continue
            if getattr(function, "probe_only", False) and profile.is_product:
                continue
            yield name[5:].replace("_", " "), function


def run_one(function, profile):
    home = tempfile.mkdtemp(prefix="terminal-")
    try:
        function(profile.at(home))
        return None
    except Exception:
        return traceback.format_exc(limit=-3)
    finally:
        os.chdir("/")
        shutil.rmtree(home, ignore_errors=True)


def main():
    # Whoever started this may have Ctrl-C ignored, as a shell does for what it runs in the
    # background, or hanging up, as nohup does, and what is ignored is inherited.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--product", action="store_true")
    parser.add_argument("-k", default="", dest="word")
    options = parser.parse_args()
    profile = (PRODUCT if options.product else PROBE).of(os.path.abspath(options.program))
    passed = failed = 0
    for name, function in tests(profile, options.word.replace(" ", "_")):
        start = time.monotonic()
        problem = run_one(function, profile)
        seconds = time.monotonic() - start
        print(f"{'ok  ' if problem is None else 'FAIL'} {name} ({seconds:.1f} s)", flush=True)
        if problem is None:
            passed += 1
        else:
            failed += 1
            print(problem, flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
