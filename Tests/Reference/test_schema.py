"""python3 -m unittest test_schema, in this folder (needs PyPI jsonschema): the schemas accept
what is shipped, and refuse, like the reference loader, what the format forbids."""

import copy
import glob
import json
import os
import re
import tempfile
import unittest

import expressions
import jsonschema
import model

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "scenarios")
FIXTURES = os.path.join(HERE, "..", "Fixtures")


def read(path):
    with open(path, encoding="utf-8-sig") as file:
        return json.load(file)


def validator(kind):
    schema = read(os.path.join(SCENARIOS, "schema", f"{kind}.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def shipped(kind):
    folder = os.path.join(SCENARIOS, "rubrics") if kind == "rubric" else SCENARIOS
    return sorted(glob.glob(os.path.join(folder, "*.json")))


SKETCH = os.path.join(FIXTURES, "cash-only-sketch", "cash-only-sketch.json")
ORDER = "scenes order "

# A path into the sketch, and the value put there (None: the key is taken out).
BAD = [
    ("title", None), ("title", 7), ("title", ""), ("colour", "red"), ("format", "undermat-scenario/2"),
    ("id", "Cash"), ("id", "voice"), ("id", "a" * 65), ("version", "1.0"), ("version", "01.0.0"),
    ("customer voice", None), ("customer voice", "dreamer"), ("customer voices", []),
    ("customer facts long-week known", None), ("customer facts Long", {"text": "x", "known": True}),
    ("authority raise", [{"when": "served"}]), ("authority limit", -1), ("authority limit", 10**10 + 1),
    ("loss", "8"), ("mood frustration start", None), ("mood frustration good", "up"),
    ("mood frustration start", 1.5), ("flags served", 1), ("flags not", True), ("rubrics", []),
    ("rubrics 0 weight", 0), ("rubrics 0 file", "../secret.json"), ("rubrics 0 file", "/secret.json"),
    ("pass", 101), ("needs", {"empowerment": 101}), ("turns", 0), ("start", None), ("scenes", {}),
    ("endings", {}), (ORDER + "lines", None), (ORDER + "lines", []), (ORDER + "stakes", 6),
    (ORDER + "choices", []), (ORDER + "choices", None), (ORDER + "chance", [{"to": "won"}]),
    (ORDER + "window seconds", 0), (ORDER + "window choice", None),
    (ORDER + "lines 0", {"say": "a", "narrate": "b"}), (ORDER + "lines 0", {"by": "x"}),
    (ORDER + "choices 0 say", None), (ORDER + "choices 0 do", "both"), (ORDER + "choices 2 silent", False),
    (ORDER + "choices 0 to", None), (ORDER + "choices 0 to", []),
    (ORDER + "choices 0 to", [{"when": "served", "to": "won"}]), (ORDER + "choices 0 otherwise", "No."),
    (ORDER + "choices 0 marks ownership", 3), (ORDER + "choices 0 marks ownership", 1.5),
    (ORDER + "choices 0 why", None), (ORDER + "choices 0 seconds", -1), (ORDER + "choices 0 spend", -0.5),
    (ORDER + "choices 0 critical", {"family": "staff", "why": "x"}),
    (ORDER + "choices 0 voice-marks", {"dreamer": {"ownership": 1}}),
    ("endings won outcome", "happy"), ("endings won outcome", None), ("scenes lost-and-found", 3),
]

GOOD = [
    ("notes", ["anything"]), ("scenes notes", {"who": "me"}), ("mood notes", "why these"), ("$comment", 1),
    (ORDER + "choices 0 marks notes", "see the call"), (ORDER + "choices 0 why", "Another reason."),
    (ORDER + "lines 0", "A plain line."), (ORDER + "choices 0 spend", 0.07), (ORDER + "stakes", 5),
    (ORDER + "choices 0 to", [{"when": "served", "to": "won"}, {"to": "lost"}]), ("authority", None),
    ("pass", 0), ("needs", {"empowerment": 50, "empowerment.ownership": 50}), ("language", "de-CH"),
    ("authority raise", [{"when": "served", "limit": 50}]), ("mood frustration max", 7),
]


def changed(path, value):
    thing = whole = copy.deepcopy(read(SKETCH))
    *way, last = [int(part) if part.isdigit() else part for part in path.split()]
    for part in way:
        thing = thing[part]
    if value is None:
        del thing[last]
    else:
        thing[last] = value
    return whole


def loads(scenario):
    """Whether the reference loader takes it, rubrics included."""
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.realpath(os.path.join(SCENARIOS, "rubrics")), os.path.join(folder, "rubrics"))
        path = os.path.join(folder, "scenario.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(scenario, file)
        try:
            model.load(path)
            return True
        except (expressions.Mistake, TypeError, AttributeError):
            return False


class Schemas(unittest.TestCase):

    def test_shipped_files_are_valid(self):
        for kind in ("scenario", "rubric"):
            self.assertTrue(shipped(kind))
            for path in shipped(kind):
                errors = [e.message for e in validator(kind).iter_errors(read(path))]
                self.assertEqual(errors, [], path)

    def test_what_the_format_forbids_is_refused_by_both(self):
        check = validator("scenario")
        for path, value in BAD:
            with self.subTest(path=path, value=value):
                scenario = changed(path, value)
                self.assertFalse(check.is_valid(scenario), "the schema accepts it")
                self.assertFalse(loads(scenario), "the loader accepts it")

    def test_what_the_format_allows_is_taken_by_both(self):
        check = validator("scenario")
        for path, value in GOOD:
            with self.subTest(path=path, value=value):
                scenario = changed(path, value)
                self.assertEqual([e.message for e in check.iter_errors(scenario)], [])
                self.assertTrue(loads(scenario), "the loader refuses it")

    def test_a_draft_needs_no_reasons(self):
        scenario = changed(ORDER + "choices 0 why", None)
        scenario["draft"] = True
        self.assertTrue(validator("scenario").is_valid(scenario))
        self.assertTrue(loads(scenario))

    def test_every_property_is_described_and_nothing_names_a_host(self):
        for kind in ("scenario", "rubric"):
            schema = validator(kind).schema
            self.assertTrue(schema["$id"].startswith("urn:undermat:"))
            for where, body in properties(schema, kind):
                self.assertTrue(described(body, schema), where)
            hosts = set(re.findall(r"https?://[^/\"]+", json.dumps(schema)))
            self.assertEqual(hosts, {"https://json-schema.org"})


def properties(thing, where):
    if isinstance(thing, dict):
        conditional = any(part in where for part in ("/if", "/then", "/else", "/reasoned"))
        for name, body in ({} if conditional else thing.get("properties", {})).items():
            yield f"{where}/{name}", body
        for key, value in thing.items():
            yield from properties(value, f"{where}/{key}")
    elif isinstance(thing, list):
        for n, value in enumerate(thing):
            yield from properties(value, f"{where}/{n}")


def described(body, schema):
    if "$ref" in body and "description" not in body:
        body = schema["$defs"][body["$ref"].rsplit("/", 1)[1]]
    return bool(body.get("description"))


if __name__ == "__main__":
    unittest.main()
