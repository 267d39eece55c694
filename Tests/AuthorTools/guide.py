"""The authors' guide, followed to the letter: its commands, what they show, and its pictures.

    python3 Tests/AuthorTools/guide.py .build/debug/undermat --write

makes the pictures anew.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

from tools import ROOT, SCENARIOS, Tools

GUIDE = SCENARIOS / "README.md"
PICTURE = re.compile(r"<!-- (undermat graph [^\n]*): begin -->\n(.*?)<!-- end -->", re.S)


def prepare(tools):
    """The folder of scenarios with the example in it, and the program on the path."""
    folder = tools.folder / "scenarios"
    shutil.copytree(SCENARIOS, folder)
    example = next(
        block for block in re.findall(r"```json\n(.*?)```", GUIDE.read_text(), re.S)
        if '"scenes": {\n' in block
    )
    (folder / "wrong-elm.json").write_text(example)
    programs = tools.folder / "programs"
    programs.mkdir()
    (programs / "undermat").symlink_to(tools.program)
    tools.environment["PATH"] = f"{programs}:{tools.environment['PATH']}"
    return folder


def shell(tools, folder, command):
    return subprocess.run(
        command, shell=True, cwd=folder, env=tools.environment, capture_output=True, text=True,
        timeout=120,
    )


def pictures(tools, folder, text):
    def made(match):
        run = shell(tools, folder, match[1])
        assert run.returncode == 0, run.stderr
        return f"<!-- {match[1]}: begin -->\n\n```mermaid\n{run.stdout}```\n\n<!-- end -->"

    return PICTURE.sub(made, text)


def steps(text):
    """Each command of the guide's dialogues with the shell, and the lines that it says appear."""
    for block in re.findall(r"```console\n(.*?)```", text, re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def appears(shown, output):
    """Whether the parts between `[...]` come in the output, in order, whole."""
    parts = [part.strip("\n") for part in re.split(r"^\[\.\.\.\]$", shown, flags=re.M)]
    place = 0
    for part in parts:
        found = output.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return len(parts) > 1 or output.strip("\n") == parts[0]


def test_every_command_shows_what_the_guide_says(tools: Tools):
    folder = prepare(tools)
    count = 0
    for command, shown in steps(GUIDE.read_text()):
        run = shell(tools, folder, command)
        assert appears(shown, run.stdout + run.stderr), (command, shown, run.stdout, run.stderr)
        count += 1
    assert count >= 12, count


def test_the_pictures_are_those_of_graph(tools: Tools):
    folder = prepare(tools)
    text = GUIDE.read_text()
    assert len(PICTURE.findall(text)) >= 2
    assert pictures(tools, folder, text) == text, "run: guide.py PROGRAM --write"


def test_every_command_of_the_guide_exists(tools: Tools):
    folder = prepare(tools)
    text = GUIDE.read_text()
    words = set(re.findall(r"`undermat ([a-z]+)[ `]", text)) | set(
        re.findall(r"^(?:\$ )?undermat ([a-z]+)", text, re.M)
    )
    assert {"new", "watch", "check", "walk", "graph", "play", "lsp", "fmt", "diff", "test"} <= words
    for word in sorted(words):
        assert shell(tools, folder, f"undermat {word} --help").returncode == 0, word
    for option in set(re.findall(r"`undermat ([a-z]+)[^`]* (--[a-z-]+)", text)):
        help = shell(tools, folder, f"undermat {option[0]} --help").stdout
        assert option[1] in help, option


def test_every_link_of_the_guide_leads_somewhere(tools: Tools):
    text = GUIDE.read_text()
    titles = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.S), re.M)
    anchors = {
        re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles
    }
    for target in re.findall(r"\]\(([^)]*)\)", re.sub(r"```.*?```", "", text, flags=re.S)):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif not target.startswith("http"):
            assert (GUIDE.parent / target).exists(), target


if __name__ == "__main__":
    with Tools(sys.argv[1]) as tools:
        text = pictures(tools, prepare(tools), GUIDE.read_text())
        assert "--write" in sys.argv
        GUIDE.write_text(text)
