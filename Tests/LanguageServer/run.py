"""Talks to `undermat lsp` as an editor does, with the client of pygls, and as no editor should.

    python3 Tests/LanguageServer/run.py .build/debug/undermat [WORD]

With a word, only the tests whose names contain it. The last line is "N passed, M failed".
"""

import asyncio
import pathlib
import sys
import traceback

import across_files
import hostile
import the_rules
import while_writing
from editor import Editor


def tests(word):
    for module in (while_writing, the_rules, across_files, hostile):
        for name, test in vars(module).items():
            if name.startswith("test_") and word in name:
                yield name, test


async def run_all(program, word):
    passed = failed = 0
    for name, test in tests(word):
        try:
            if test.__code__.co_varnames[0] == "program":
                await asyncio.wait_for(test(program), 120)
            else:
                async with Editor(program) as editor:
                    await asyncio.wait_for(test(editor), 120)
            passed += 1
        except Exception:
            failed += 1
            words = name[5:].replace("_", " ")
            print(f"FAIL {words}\n{traceback.format_exc(limit=-2)}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    path = str(pathlib.Path(sys.argv[1]).resolve())
    sys.exit(asyncio.run(run_all(path, sys.argv[2] if len(sys.argv) > 2 else "")))
