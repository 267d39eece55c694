"""Runs the built program, and counts what was found right."""

import os
import subprocess
import tempfile
from pathlib import Path

from store import PASSWORD, USER

ROOT = Path(__file__).resolve().parents[2]


class Program:
    def __init__(self, path, name="records"):
        self.path = str(Path(path).resolve())
        self.folder = Path(tempfile.mkdtemp(prefix="undermat-exports-"))
        self.records = str(self.folder / f"{name}.sqlite")
        self.environment = {
            **os.environ, "UNDERMAT_RECORDS": self.records, "UNDERMAT_LRS_USER": USER,
            "UNDERMAT_LRS_PASSWORD": PASSWORD, "UNDERMAT_SCENARIOS": str(ROOT / "scenarios"),
            "UNDERMAT_GROUP": "May class",
        }

    def run(self, *arguments, stdin=b""):
        return subprocess.run(
            [self.path, *arguments], input=stdin, capture_output=True, env=self.environment,
            cwd=self.folder, timeout=300)

    def start(self, *arguments):
        return subprocess.Popen(
            [self.path, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.environment, cwd=self.folder)

    def play(self, scenario, choices, trainee, seed=1, mode="practice"):
        """Plays a scenario by its file's choice numbers, one a line."""
        return self.run(
            "play", scenario, "--plain", "--no-timer", "--trainee", trainee, "--seed", str(seed),
            "--mode", mode, stdin="".join(f"{choice}\n" for choice in choices).encode())

    def play_some(self, count, scenarios=("cash-only-wine", "change-fee")):
        for number in range(count):
            for scenario in scenarios:
                digits = [(number * 7 + turn * (number + 3)) % 3 + 1 for turn in range(40)]
                self.play(scenario, digits, f"Trainee {number}", seed=number)


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, holds, what):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED:", what)

    def equal(self, got, expected, what):
        self.check(got == expected, f"{what}: got {got!r:.200}, expected {expected!r:.200}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        raise SystemExit(1 if self.failed or not self.passed else 0)
