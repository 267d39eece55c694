"""The built program in a folder of its own."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
STORIES = ROOT / "Tests/AuthorTools/Stories"
SCENARIOS = ROOT / "scenarios"


class Tools:
    def __init__(self, program):
        self.program = str(pathlib.Path(program).resolve())

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder / "home"), "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "UNDERMAT_SCENARIOS": str(SCENARIOS),
        }
        (self.folder / "home").mkdir()
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words, code=None, input="", timeout=120, **more):
        started = time.monotonic()
        run = subprocess.run(
            [self.program, *map(str, words)], input=input, capture_output=True, text=True,
            cwd=self.folder, env=self.environment, timeout=timeout, errors="replace", **more,
        )
        run.seconds = time.monotonic() - started
        if code is not None:
            assert run.returncode == code, (words, run.returncode, run.stdout, run.stderr)
        return run

    def copy(self, name="cash-only-wine"):
        """A shipped scenario with its rubrics, in the folder."""
        shutil.copy(SCENARIOS / f"{name}.json", self.folder)
        if not (self.folder / "rubrics").exists():
            shutil.copytree(SCENARIOS / "rubrics", self.folder / "rubrics")
        return self.folder / f"{name}.json"
