"""Schemas and program must take and refuse the same files.

    python3 agreement.py PROGRAM

The files are changes of a sketch, each with the verdict written beside it, and every key of a
scenario and a rubric misspelt, of another type, empty and left out. Where a schema cannot say what
the format asks, the reason is listed: there it accepts what the program refuses, and nowhere else.
"""

import copy
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Reference"))

import test_schema  # noqa: E402

PROGRAM = None
SCENARIOS = test_schema.SCENARIOS
RUBRIC = os.path.join(SCENARIOS, "rubrics", "empowerment.json")

# What a JSON Schema cannot say, by code, with the reason.
BEYOND = {
    "UM0124": "a validator is handed an object in which the second of two equal keys has won",
    "UM0204": "JSON Schema takes 4.0 and 4e1 for integers",
    "UM0214": "JSON Schema counts characters, the limit counts bytes",
    "UM0216": "the number of scenes is limited by the program",
    "UM0223": "`start` has to lie between `min` and `max`, and `min` below `max`: values of other keys",
    "UM0226": "the window's choice is named elsewhere in its scene",
    "UM0301": "names refer to keys elsewhere in the file", "UM0302": "names refer to keys elsewhere in the file",
    "UM0303": "names refer to keys elsewhere in the file", "UM0304": "names refer to keys elsewhere in the file",
    "UM0305": "criteria stand in other files", "UM0306": "criteria stand in other files",
    "UM0307": "criteria stand in other files", "UM0308": "ids are compared across objects",
    "UM0309": "the voices that are supported are listed elsewhere", "UM0310": "the start is named elsewhere",
    "UM0311": "a circle runs through the whole file", "UM0312": "placeholders are words inside texts",
    "UM0313": "placeholders are words inside texts", "UM0320": "conditions have a grammar of their own",
    "UM0321": "conditions have a grammar of their own", "UM0322": "conditions have a grammar of their own",
    "UM0323": "conditions have a grammar of their own", "UM0324": "conditions have a grammar of their own",
    "UM0325": "conditions have a grammar of their own", "UM0401": "another file", "UM0402": "another file",
    "UM0403": "another file", "UM0405": "other files", "UM0406": "whether a rubric is gated stands in its file",
    **{f"UM05{n:02}": "only a proof shows it" for n in range(1, 7)},
}

# A path into the sketch and the value put there (None: taken out); then the code, or None for a good file.
CASES = [(path, value, None) for path, value in test_schema.GOOD] + [
    ("basics", "served and", "UM0320"), ("basics", "servd", "UM0321"), ("basics", "spent > served", "UM0322"),
    ("basics", "spent", "UM0323"), ("start", "won", "UM0301"), ("start", "odrer", "UM0301"),
    ("scenes order choices 0 to", "nowhere", "UM0301"), ("scenes order choices 0 effects", {"x": 1}, "UM0302"),
    ("scenes order choices 0 marks", {"ownership": 1, "empowerment.ownership": 1}, "UM0307"),
    ("scenes order window choice", "nothing", "UM0303"), ("scenes order choices 0 reveals", ["x"], "UM0304"),
    ("scenes order choices 0 marks", {"x": 1}, "UM0305"), ("scenes order choices 1 id", "cards-only", "UM0308"),
    ("scenes order choices 0 voice-effects", {"rebel": {}}, "UM0309"), ("mood frustration start", 11, "UM0223"),
    ("mood frustration max", 0, "UM0223"), ("minutes", 4.0, "UM0204"), ("rubrics 0 file", "nothing.json", "UM0401"),
    ("briefing", "A {name} here.", "UM0312"), ("briefing", "A { here.", "UM0313"),
    ("scenes order choices 2 once", True, "UM0226"), ("basics", None, "UM0406"),
    ("briefing", "é" * 9000, "UM0214"),
]


def errors_of(path):
    """The codes of the errors that the program finds in a file."""
    done = subprocess.run([PROGRAM, "check", "--format", "json", path], capture_output=True, text=True)
    return [r["code"] for r in json.loads(done.stdout)["diagnostics"] if r["severity"] == "error"]


class Agreement(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="agreement-")
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(os.path.join(SCENARIOS, "rubrics"), os.path.join(self.folder, "rubrics"))
        self.schemas = {kind: test_schema.validator(kind) for kind in ("scenario", "rubric")}

    def write(self, thing, name="scenario.json"):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(thing, file, ensure_ascii=False)
        return path

    def agree(self, thing, kind="scenario"):
        """Whether both say the same of a file, or the program alone refuses it for a listed reason."""
        name = "rubrics/other.json" if kind == "rubric" else "scenario.json"
        codes = set(errors_of(self.write(thing, name)))
        takes = self.schemas[kind].is_valid(thing)
        if takes:
            self.assertLessEqual(codes, set(BEYOND), "the schema accepts what the program refuses")
        else:
            self.assertTrue(codes, "the schema refuses what the program accepts")
        return codes, takes

    def test_what_is_shipped_is_taken_by_both(self):
        for kind in ("scenario", "rubric"):
            for path in test_schema.shipped(kind):
                self.assertEqual(errors_of(path), [], path)
                self.assertTrue(self.schemas[kind].is_valid(test_schema.read(path)), path)

    def test_changes_of_the_sketch(self):
        for path, value, code in CASES:
            with self.subTest(path=path, value=value):
                codes, takes = self.agree(test_schema.changed(path, value))
                self.assertTrue(takes)
                self.assertIn(code, codes) if code else self.assertEqual(codes & {c for c in codes if c < "UM05"}, set())

    def test_what_the_format_forbids(self):
        for path, value in test_schema.BAD:
            with self.subTest(path=path, value=value):
                _, takes = self.agree(test_schema.changed(path, value))
                self.assertFalse(takes)

    def test_every_key_misspelt_or_of_another_type(self):
        sketch = test_schema.read(test_schema.SKETCH)
        for way in ways(sketch):
            if way[-1] in ("$schema", "notes", "$comment"):
                continue
            for change in (misspelt, retyped, emptied, removed):
                thing = copy.deepcopy(sketch)
                if change(thing, way):
                    with self.subTest(change=change.__name__, way=way):
                        self.agree(thing)

    def test_every_key_of_a_rubric(self):
        rubric = test_schema.read(RUBRIC)
        for way in ways(rubric):
            for change in (misspelt, retyped, emptied, removed):
                thing = copy.deepcopy(rubric)
                if way[-1] != "$schema" and change(thing, way):
                    with self.subTest(change=change.__name__, way=way):
                        self.agree(thing, "rubric")

    def test_every_listed_reason_is_about_a_code(self):
        listed = set(re.findall(r"^UM\d{4}", subprocess.run([PROGRAM, "explain"], capture_output=True, text=True).stdout,
                                re.M))
        self.assertLessEqual(set(BEYOND), listed)


def ways(thing, way=()):
    """The ways to all members and elements."""
    pairs = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, value in pairs:
        yield (*way, key)
        yield from ways(value, (*way, key))


def parent(thing, way):
    for step in way[:-1]:
        thing = thing[step]
    return thing


def misspelt(thing, way):
    body = parent(thing, way)
    if isinstance(body, list):
        return False
    body[way[-1] + "x"] = body.pop(way[-1])
    return True


def retyped(thing, way):
    body = parent(thing, way)
    body[way[-1]] = {"a": 1} if not isinstance(body[way[-1]], dict) else 7
    return True


def emptied(thing, way):
    body = parent(thing, way)
    value = body[way[-1]]
    body[way[-1]] = type(value)() if isinstance(value, (str, list, dict)) else None
    return True


def removed(thing, way):
    del parent(thing, way)[way[-1]]
    return True


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
