"""`fmt`: one layout, the same meaning, and a file that is never half."""

import json
import os
import random
import resource
import signal
import subprocess
import time

from tools import SCENARIOS, Tools

SHIPPED = sorted(SCENARIOS.glob("*.json")) + sorted((SCENARIOS / "rubrics").glob("*.json"))


def meaning(text):
    """Keys in their order, numbers as they are written."""
    return json.loads(
        text, object_pairs_hook=list, parse_float=lambda text: ("float", text),
        parse_int=lambda text: ("int", text),
    )


def scattered(text, chance):
    """The same JSON with other white space."""
    out = []
    space = lambda: "".join(chance.choice(" \n\t\r") for _ in range(chance.choice([0, 0, 0, 1, 3])))
    index = 0
    while index < len(text):
        if text[index] == '"':
            end = index + 1
            while text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            out.append(space() + text[index : end + 1] + space())
            index = end + 1
        elif text[index] in "{}[],:":
            out.append(space() + text[index] + space())
            index += 1
        else:
            if text[index] not in " \n\t\r":
                out.append(text[index])
            index += 1
    return "".join(out)


def value(chance, depth=0):
    kind = chance.randrange(8 if depth < 5 else 5)
    if kind == 0:
        return chance.choice(["0", "-1", "8.50", "1.0", "25", "-3"])
    if kind == 1:
        return chance.choice(["true", "false", "null"])
    if kind < 5:
        words = ["", "a", "frustration <= 3", "\\u00e9\\n", "日本", '\\"', "x" * 90, "👋🏽"]
        return '"' + " ".join(chance.choice(words) for _ in range(chance.randrange(6))) + '"'
    count = chance.randrange(5)
    if kind == 5:
        return "[" + ",".join(value(chance, depth + 1) for _ in range(count)) + "]"
    keys = ["notes", "$comment", "when", "to", "marks", "é", "a b"]
    chance.shuffle(keys)
    members = (f'"{key}":{value(chance, depth + 1)}' for key in keys[:count])
    return "{" + ",".join(members) + "}"


def formatted(tools, text):
    run = tools.run("fmt", "-", input=text)
    assert run.returncode == 0, (text[:200], run.stderr)
    return run.stdout


def test_shipped_files_are_formatted_already(tools: Tools):
    tools.run("fmt", "--check", *SHIPPED, code=0)


def test_any_layout_of_a_file_becomes_the_same(tools: Tools):
    for seed, path in enumerate(SHIPPED):
        text = path.read_text()
        assert formatted(tools, scattered(text, random.Random(seed))) == text, (seed, path)


def test_meaning_and_order_stay_and_a_second_time_changes_nothing(tools: Tools):
    for seed in range(120):
        chance = random.Random(seed)
        text = scattered(value(chance), chance)
        once = formatted(tools, text)
        assert meaning(once) == meaning(text), (seed, text, once)
        assert formatted(tools, once) == once, (seed, text)


def test_a_file_with_mistakes_is_left_alone(tools: Tools):
    path = tools.folder / "a.json"
    for text in ['{"a": 1,}', "", "{", '{"a": 1 "b": 2}', "\ufeff{", '{"a": 01}', "[" * 5000]:
        path.write_text(text)
        tools.run("fmt", path, code=65)
        assert path.read_text() == text


def test_a_full_disk_leaves_the_original_whole(tools: Tools):
    """The most that a file may have stands in for the end of the disk."""
    path = tools.copy()
    path.write_text(scattered(path.read_text(), random.Random(1)))
    before = path.read_bytes()
    run = tools.run(
        "fmt", path, code=74,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)),
    )
    assert "the file is as it was" in run.stderr, run.stderr
    assert path.read_bytes() == before
    assert [one.name for one in tools.folder.iterdir() if "part" in one.name] == []


def test_a_signal_at_any_moment_leaves_one_file_or_the_other(tools: Tools):
    path = tools.copy("key-under-the-mat")
    text = scattered(path.read_text(), random.Random(2))
    after = formatted(tools, text).encode()
    seen = set()
    for number in range(40):
        path.write_text(text)
        run = subprocess.Popen([tools.program, "fmt", path], env=tools.environment,
                               stderr=subprocess.DEVNULL)
        time.sleep(number * 0.004)
        run.send_signal(signal.SIGINT if number % 2 else signal.SIGKILL)
        run.wait()
        now = path.read_bytes()
        assert now in (text.encode(), after), number
        seen.add(now == after)
        for part in tools.folder.glob("*.part"):
            assert number % 2 == 0, "Ctrl-C left a temporary file"
            part.unlink()
    assert False in seen


def test_permissions_and_links_stay(tools: Tools):
    path = tools.copy()
    path.write_text(scattered(path.read_text(), random.Random(3)))
    os.chmod(path, 0o640)
    link = tools.folder / "link.json"
    link.symlink_to(path.name)
    tools.run("fmt", link, code=0)
    assert link.is_symlink() and os.stat(path).st_mode & 0o777 == 0o640
    tools.run("fmt", "--check", path, code=0)
