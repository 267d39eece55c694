"""`diff`: what changed for people, and 1 exactly if scores can change."""

import json
import random

from tools import Tools

PATHS = 12


def grades(tools, path, seed):
    """The sheets of some random plays, without what only names the file."""
    chance = random.Random(seed)
    found = []
    for number in range(PATHS):
        line = random_line(tools, path, chance)
        run = tools.run("grade", path, "--choices", ",".join(line), "--format", "json",
                        "--seed", number)
        sheet = json.loads(run.stdout) if run.returncode == 0 else None
        found.append((line, sheet and sheet["score"], sheet and sheet["verdict"]))
    return found


def random_line(tools, path, chance):
    """A line of choices that ends, without regard for conditions: some are refused."""
    scenario = json.loads(path.read_text())
    scene, line = scenario["start"], []
    while scene in scenario["scenes"] and len(line) < 30:
        parts = scenario["scenes"][scene]
        if "chance" in parts:
            scene = parts["chance"][0]["to"]
            continue
        choice = chance.choice(parts["choices"])
        line.append(choice["id"])
        to = choice["to"]
        scene = to if isinstance(to, str) else to[-1]["to"]
    return line


def mutations(scenario):
    """Changes that cannot change a score, and changes that do."""
    scene = scenario["scenes"]["order"]
    choice = scene["choices"][0]
    yield False, lambda: scenario.update(title="Another title")
    yield False, lambda: choice.update(say="Cards only, sorry.")
    yield False, lambda: choice.update(why="Another reason.")
    yield False, lambda: scenario["scenes"]["descent"]["lines"].append({"say": "Good night."})
    yield False, lambda: scenario.update(notes="a note")
    yield True, lambda: choice["marks"].update(ownership=2)
    yield True, lambda: scene.update(stakes=3)
    yield True, lambda: choice.update(to="galley")
    yield True, lambda: scene["choices"].pop(3)
    yield True, lambda: scenario["rubrics"][0].update(weight=5)
    yield True, lambda: choice.update(critical={"family": "customer", "why": "No."})
    yield True, lambda: scenario.update(loss=1)


def test_exit_1_exactly_if_scores_can_change(tools: Tools):
    path = tools.copy()
    text = path.read_text()
    old = grades(tools, path, 7)
    for number, (expected, _) in enumerate(mutations(json.loads(text))):
        scenario = json.loads(text)
        list(mutations(scenario))[number][1]()
        new = path.with_name("new.json")
        new.write_text(json.dumps(scenario, ensure_ascii=False, indent=2))
        assert tools.run("check", new, "--format", "concise").returncode == 0, number
        run = tools.run("diff", path, new)
        assert run.returncode == (1 if expected else 0), (number, run.stdout, run.stderr)
        if not expected:
            again = [(line, *score) for line, *score in grades(tools, new, 7)]
            assert again == old, number


def test_it_is_said_in_words(tools: Tools):
    path = tools.copy()
    scenario = json.loads(path.read_text())
    scenario["scenes"]["order"]["choices"][0]["say"] = "Cards only, sorry."
    scenario["scenes"]["order"]["choices"].pop(3)
    new = path.with_name("new.json")
    new.write_text(json.dumps(scenario, ensure_ascii=False))
    run = tools.run("diff", path, new, code=1)
    for words in ["- scene order, choice any-card", "- way order: any-card -> no-card",
                  '+ "Cards only, sorry."', "best line", "Scores can change."]:
        assert words in run.stdout, run.stdout
    assert tools.run("diff", path, path, code=0).stdout == "Nothing that matters is different.\n"


def test_files_that_cannot_be_read_are_named(tools: Tools):
    path = tools.copy()
    assert "no such file" in tools.run("diff", path, "nosuch.json", code=66).stderr
    bad = tools.folder / "bad.json"
    bad.write_text("{")
    assert "bad.json:1:1" in tools.run("diff", path, bad, code=65).stderr
