"""Turns a story of the plot `common` into what ink engines run: ink's runtime JSON, version 21.

PyPI carries engines for that form but no compiler from ink's source to it, so it is made directly.

    python ink.py FOLDER
"""

import json
import os
import sys

OUTCOMES = ["delighted", "kept", "lost", "harmed", "patience-ran-out"]


def name(identifier):
    return identifier.replace("-", "_")


def condition(text):
    """The instructions for `flag-1`, `not flag-1`, `trust >= 3` or `trust < 3`."""
    words = text.split()
    if words[0] == "not":
        return [{"VAR?": name(words[1])}, "!"]
    if len(words) == 1:
        return [{"VAR?": name(words[0])}]
    return [{"VAR?": name(words[0])}, int(words[2]), words[1]]


def effects(changes, meters):
    """The instructions for effects, meters clamped."""
    made = []
    for key, value in changes.items():
        if key in meters:
            least, most = meters[key]["min"], meters[key]["max"]
            value = [{"VAR?": name(key)}, value, "+", least, "MAX", most, "MIN"]
        else:
            value = [int(value)]
        made += ["ev", *value, {"VAR=": name(key), "re": True}, "/ev"]
    return made


def destination(to):
    if isinstance(to, str):
        return [{"->": name(to)}]
    made = []
    for route in to:
        if "when" in route:
            made += ["ev", *condition(route["when"]), "/ev", {"->": name(route["to"]), "c": True}]
        else:
            made.append({"->": name(route["to"])})
    return made


def scene(story, content):
    made, named = [], {}
    for line in content["lines"]:
        made += ["^" + line, "\n"]
    for index, choice in enumerate(content["choices"]):
        asks = condition(choice["when"]) if "when" in choice else []
        made += ["ev", "str", "^" + choice["say"], "/str", *asks, "/ev"]
        made.append({"*": f".^.c-{index}", "flg": 5 if asks else 4})
        changes = effects(choice.get("effects", {}), story["mood"])
        named[f"c-{index}"] = ["\n", *changes, *destination(choice["to"]), None]
    return [*made, named]


def ending(story, outcome):
    made = [f"^END {OUTCOMES.index(outcome)}"]
    for meter in story["mood"]:
        made += ["^ ", "ev", {"VAR?": name(meter)}, "out", "/ev"]
    return [*made, "\n", "end", None]


def compiled(story):
    """The story as ink's runtime JSON, as text."""
    named = {name(key): scene(story, content) for key, content in story["scenes"].items()}
    for outcome in story["endings"]:
        named[name(outcome)] = ending(story, outcome)
    start = ["ev"]
    for key, meter in story["mood"].items():
        start += [meter["start"], {"VAR=": name(key)}]
    for key, value in story["flags"].items():
        start += [int(value), {"VAR=": name(key)}]
    named["global decl"] = [*start, "/ev", "end", None]
    first = [{"->": name(story["start"])}, ["done", {"#n": "g-0"}], None]
    root = [first, "done", named]
    return json.dumps({"inkVersion": 21, "root": root, "listDefs": {}}, ensure_ascii=False)


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "story.json"), encoding="utf-8") as file:
        text = compiled(json.load(file))
    with open(os.path.join(folder, "story.ink.json"), "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
