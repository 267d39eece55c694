"""The authors' tools, used from outside as authors use them.

    python3 Tests/AuthorTools/run.py .build/debug/undermat [WORD]

With a word, only the tests whose names contain it. The last line is "N passed, M failed".
"""

import signal
import sys
import traceback

import differing
import formatting
import guide
import importing
import sessions
import starting
import watching
from tools import Tools

MODULES = [starting, formatting, differing, sessions, importing, watching, guide]


def main(program, word):
    # Whoever started this may have Ctrl-C ignored, as a shell does for what it runs in the
    # background, or hanging up, as nohup does, and what is ignored is inherited.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    passed = failed = 0
    for module in MODULES:
        for name, test in list(vars(module).items()):
            if not name.startswith("test_") or word not in name:
                continue
            try:
                with Tools(program) as tools:
                    test(tools)
                passed += 1
            except Exception:
                failed += 1
                words = name[5:].replace("_", " ")
                print(f"FAIL {words}\n{traceback.format_exc(limit=-3)}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""))
