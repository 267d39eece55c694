"""python3 guide_test.py [--write]: holds the authors' guide against the schemas.

The guide's reference tables are made from the schemas' descriptions, so that the guide and an
editor say the same; `--write` makes them anew. The guide's example is a whole scenario: it must
load, and the checker must find nothing in it.
"""

import json
import os
import re
import sys
import tempfile
import unittest

import lint

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "scenarios")
GUIDE = os.path.join(SCENARIOS, "README.md")
REMARKS = {"$schema", "$comment", "notes"}
BEGIN, END = "<!-- made from the schemas: begin -->\n", "<!-- made from the schemas: end -->"

TABLES = [
    ("Scenario", "scenario", None), ("Customer", "scenario", "customer"), ("Fact", "scenario", "fact"),
    ("Authority", "scenario", "authority"), ("Raise", "scenario", "raise"), ("Meter", "scenario", "meter"),
    ("Rubric entry", "scenario", "rubric-entry"), ("Scene", "scenario", "scene"), ("Line", "scenario", "line"),
    ("Choice", "scenario", "choice"), ("Way", "scenario", "way"), ("Window", "scenario", "window"),
    ("Critical", "scenario", "critical"), ("Branch of a chance scene", "scenario", "branch"),
    ("Ending", "scenario", "ending"), ("Rubric file", "rubric", None), ("Criterion", "rubric", "criterion"),
    ("Levels", "rubric", "levels"),
]


def schema(kind):
    with open(os.path.join(SCENARIOS, "schema", f"{kind}.schema.json"), encoding="utf-8") as file:
        return json.load(file)


def guide():
    with open(GUIDE, encoding="utf-8") as file:
        return file.read()


def found(root, name):
    """The object schema of that name: the file itself, a definition, or a part of one."""
    if name is None:
        return root
    if name in root["$defs"]:
        body = root["$defs"][name]
        return next((b for b in body.get("anyOf", []) if "properties" in b), body)
    return next(d["properties"][name] for d in root["$defs"].values() if name in d.get("properties", {}))


def resolved(body, root):
    """A property with what it refers to; its own description wins."""
    if "$ref" not in body:
        return body
    return {**resolved(root["$defs"][body["$ref"].rsplit("/", 1)[1]], root),
            **{k: v for k, v in body.items() if k != "$ref"}}


def kind_of(body, root):
    """What may be written there, in a few words."""
    body = resolved(body, root)
    if "const" in body:
        return code(body["const"])
    if "enum" in body:
        return " or ".join(code(v) for v in body["enum"]) if len(body["enum"]) <= 4 else "a voice"
    if "anyOf" in body:
        return " or ".join(dict.fromkeys(kind_of(b, root) for b in body["anyOf"]))
    if body["type"] == "array":
        return "list"
    if body["type"] in ("integer", "number"):
        return {"integer": "whole number", "number": "number"}[body["type"]] + bounds(body)
    return {"string": "text", "boolean": "`true` or `false`", "object": "object"}[body["type"]]


def bounds(body):
    low, high = body.get("minimum"), body.get("maximum")
    if low is None:
        return ""
    return f", {low} or more" if high is None or high > 10**6 else f", {low} to {high}"


def code(value):
    return f"`{json.dumps(value)}`"


def table(title, kind, name):
    root = schema(kind)
    body = found(root, name)
    rows = [f"### {title}", "", body["description"], "", "| key | what to write | meaning |", "| --- | --- | --- |"]
    for key, value in body["properties"].items():
        if key in REMARKS:
            continue
        full = resolved(value, root)
        must = ", **required**" if key in body.get("required", ()) else ""
        default = f" Left out: {code(full['default'])}." if "default" in full else ""
        rows.append(f"| `{key}` | {kind_of(value, root)}{must} | {full['description']}{default} |")
    return "\n".join(rows) + "\n"


def tables():
    return "\n" + "\n".join(table(*row) for row in TABLES) + "\n"


def written(text):
    before, rest = text.split(BEGIN)
    return before + BEGIN + tables() + END + rest.split(END)[1]


def objects(thing):
    """Every object with a closed set of keys in a schema, and its keys."""
    if isinstance(thing, dict):
        if thing.get("additionalProperties") is False:
            yield frozenset(thing["properties"]) - REMARKS
        for value in thing.values():
            yield from objects(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from objects(value)


class Guide(unittest.TestCase):

    def keys(self, title):
        part = guide().split(f"\n### {title}\n")[1].split("\n#")[0]
        return frozenset(re.findall(r"^\| `([^`]+)` \|", part, re.M))

    def test_each_object_of_the_schemas_has_its_table_and_each_table_its_object(self):
        in_schemas = {k for kind in ("scenario", "rubric") for k in objects(schema(kind))}
        in_guide = {self.keys(title) for title, _, _ in TABLES} | {self.voices()}
        self.assertEqual(in_schemas, in_guide)

    def voices(self):
        part = guide().split("\n## The six voices\n")[1].split("\n## ")[0]
        return frozenset(re.findall(r"^\| \*\*(\w+)\*\* \|", part, re.M))

    def test_the_tables_are_those_of_the_schemas(self):
        self.assertEqual(guide(), written(guide()), "run: python3 guide_test.py --write")

    def test_the_example_has_nothing_wrong(self):
        block = next(b for b in re.findall(r"```json\n(.*?)```", guide(), re.S) if '"scenes": {\n' in b)
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(os.path.realpath(os.path.join(SCENARIOS, "rubrics")), os.path.join(folder, "rubrics"))
            path = os.path.join(folder, "example.json")
            with open(path, "w", encoding="utf-8") as file:
                file.write(block)
            _, findings = lint.lint(path)
        self.assertEqual(findings.rows, [])


if __name__ == "__main__":
    if "--write" in sys.argv:
        text = written(guide())
        with open(GUIDE, "w", encoding="utf-8") as file:
            file.write(text)
    else:
        unittest.main()
