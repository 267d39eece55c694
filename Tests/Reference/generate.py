"""Random valid scenarios from a seed, with everything the format has in them.

    python3 generate.py --seed 7 --count 3 --size medium --out FOLDER

The same seed and size give the same files. Attempts that have an error (a dead end, an
all-critical state, nothing to grade ...) are thrown away and made again.
"""

import argparse
import json
import os
import random
import tempfile
from types import SimpleNamespace as Record

import grade
import model
import play
import solve
from expressions import VOICES, Mistake

SIZES = {  # scenes, chance scenes, endings, choices, most states
    "small": ((1, 3), (0, 1), (1, 3), 3, 2_000),
    "medium": ((3, 7), (0, 3), (2, 4), 4, 6_000),
    "large": ((6, 10), (1, 4), (3, 5), 6, 25_000),
}
METERS = ["frustration", "trust", "or-else", "hope2", "knows-you"]
FLAGS = ["served", "not-yet", "and-then", "true-story", "turns-left", "x"]
FACTS = ["long-week", "limit-known", "first-trip"]
CRITERIA = ["ownership", "initiative", "fitting", "timely", "personal", "even"]
RUBRICS = ["empowerment", "do-the-unexpected", "six-steps", "fairness"]
WORDS = ["Yes.", "{customer}, one moment.", "No, {trainee} cannot.", "Let me see {{what}} I can do…", "Überraschung!"]
ATTEMPTS = 400


class Maker:
    """One attempt: draws the parts in order, so that the seed decides everything."""

    def __init__(self, dice, size):
        self.dice, self.size = dice, SIZES[size]

    def chance(self, p):
        return self.dice.random() < p

    def some(self, pool, low, high):
        return self.dice.sample(pool, self.dice.randint(low, min(high, len(pool))))

    def cents(self, most):
        """Money with zero, one or two decimals."""
        form = self.dice.choice(("{:.0f}", "{:.1f}", "{:.2f}"))
        text = form.format(self.dice.uniform(0, most))
        return float(text) if "." in text else int(text)

    # The words that conditions can use, and the conditions.

    def atom(self):
        kinds = ["turns", "seconds", "true"]
        kinds += ["meter"] * 4 * bool(self.meters) + ["flag"] * 4 * bool(self.flags)
        kinds += ["fact"] * 3 * bool(self.facts) + ["voice"] * 2 * (len(self.voices) > 1)
        kinds += ["spent"] * 2 * self.money + ["limit"] * (self.money and self.may_limit)
        return getattr(self, "atom_" + self.dice.choice(kinds))()

    def sign(self):
        return self.dice.choice(("<", "<=", ">", ">=", "==", "!="))

    def space(self):
        return self.dice.choice((" ", " ", "", "  "))

    def compare(self, left, right, sign=None):
        if self.chance(.2):
            left, right = right, left
        space = self.space()
        return f"{left}{space}{sign or self.sign()}{space}{right}"

    def atom_turns(self):
        return self.compare("turns", self.dice.randint(0, 5))

    def atom_seconds(self):
        return self.compare("seconds", self.dice.choice((10, 20, 30, 45)))

    def atom_true(self):
        return self.dice.choice(("true", "false", "1 < 2", "2.5 >= 2", "not false", "-1 == -1"))

    def atom_meter(self):
        name = self.dice.choice(list(self.meters))
        meter = self.meters[name]
        if len(self.meters) > 1 and self.chance(.15):
            return self.compare(name, self.dice.choice([m for m in self.meters if m != name]))
        return self.compare(name, self.dice.randint(meter["min"], meter["max"]))

    def atom_flag(self):
        name = self.dice.choice(list(self.flags))
        form = self.dice.choice(("{}", "{}", "not {}", "{} == true", "(not {}) != false", "not ({})"))
        return form.format(name)

    def atom_fact(self):
        return self.dice.choice(("{}", "not {}")).format("knows." + self.dice.choice(list(self.facts)))

    def atom_voice(self):
        return self.compare("voice", self.dice.choice(self.voices), self.dice.choice(("==", "!=")))

    def atom_spent(self):
        return self.compare("spent", self.dice.choice(("0", "5", "7.5", "12", "20.00", "10.25")))

    def atom_limit(self):
        return self.dice.choice(("spent < limit", "limit >= 12", "limit==spent", "limit != 7.5"))

    def condition(self, depth=2):
        if depth == 0 or self.chance(.5):
            return self.atom()
        parts = [self.condition(depth - 1) for _ in range(self.dice.randint(2, 3))]
        text = self.dice.choice((" and ", " or ")).join(parts)
        return self.dice.choice((text, f"({text})", f"not ({text})", f"( {text})"))

    # The parts of the file.

    def scenario(self):
        d = self.dice
        self.may_limit = False
        # Paths that meet again in few variables are where a solver can forget something;
        # a play on rails is all luck.
        self.narrow, self.rail = self.chance(.35), self.chance(.05)
        self.effectful = d.choice((.1, .5, .5))
        self.voices = self.some(list(VOICES), 1, 3)
        self.meters = {m: self.meter() for m in self.some(METERS, 0, 1 if self.narrow else 3)}
        self.flags = {f: self.chance(.3) for f in self.some(FLAGS, 0, 3)}
        self.facts = {f: {"text": "Something.", "known": self.chance(.3)} for f in self.some(FACTS, 0, 2)}
        self.money, self.spending = self.chance(.7), d.choice((.2, .4, .8))
        rubrics = self.rubrics()
        raw = {"$schema": "schema/scenario.schema.json", "format": "undermat-scenario/1", "id": "made-up",
               "version": "1.0.0", "title": "Made up", "summary": "Made by dice.", "briefing": "Nothing real.",
               "customer": self.customer(), "rubrics": [{"file": f"rubrics/{r['id']}.json", **w} for r, w in rubrics]}
        if self.money:
            raw["authority"] = self.authority()
        if self.chance(.6):
            raw["loss"] = d.choice((4, 6, 8.5, 10, 12.25))
        self.may_limit = "limit" in raw.get("authority", {})
        if self.gated or self.chance(.2):
            raw["basics"] = self.condition(1) if self.chance(.8) else "true"
        raw["mood"], raw["flags"] = self.meters, self.flags
        if self.chance(.2):
            raw["flags"] = {"$comment": "ignored", **self.flags}
        self.places(raw)
        if self.chance(.7):
            raw["pass"] = d.randint(20, 100)
        if self.chance(.4):
            names = [r["id"] for r, _ in rubrics] + [f"{r['id']}.{c}" for r, _ in rubrics for c in r["criteria"]]
            raw["needs"] = {n: d.randint(10, 90) for n in self.some(names, 1, 2)}
        return raw, [r for r, _ in rubrics]

    def meter(self):
        low = self.dice.choice((0, 0, 0, -5, 1))
        high = low + self.dice.choice((10, 10, 4, 1))
        return {"min": low, "max": high, "start": self.dice.randint(low, high),
                "good": self.dice.choice(("high", "low"))}

    def rubrics(self):
        found, self.gated, self.markable, seen = [], False, [], []
        levels = {str(n): f"Level {n}." for n in range(-2, 3)}
        for name in self.some(RUBRICS, 1, 3):
            gated = self.chance(.55)
            self.gated |= gated
            criteria = {c: {"title": c, "weight": self.dice.randint(1, 4), "levels": levels}
                        for c in self.some(CRITERIA, 1, 3)}
            rubric = {"format": "undermat-rubric/1", "id": name, "version": "1.0.0", "title": name,
                      "about": "Made up.", "gated": gated, "criteria": criteria}
            found.append((rubric, {"weight": self.dice.randint(1, 3)} if self.chance(.7) else {}))
            seen += [(name, c) for c in criteria]
        for rubric, c in seen:
            shared = sum(1 for _, other in seen if other == c) > 1
            self.markable.append(f"{rubric}.{c}" if shared or self.chance(.1) else c)
        return found

    def customer(self):
        voices = list(self.voices)
        raw = {"name": "Daniel Ortiz", "voice": self.dice.choice(voices), "facts": self.facts}
        if len(voices) > 1 or self.chance(.5):
            raw["voices"] = voices
        else:
            raw["voice"] = voices[0]
        return raw

    def authority(self):
        raw = {"currency": "USD", "policy": ["Cards only."]}
        if self.chance(.85):
            raw["limit"] = self.dice.choice((5, 8, 10.5, 15))
            if self.chance(.5):
                raw["raise"] = [{"when": self.condition(1), "limit": self.dice.choice((6, 12, 20.75, 30))}
                                for _ in range(self.dice.randint(1, 2))]
        return raw

    def places(self, raw):
        d, (scenes, chances, endings, _, _) = self.dice, self.size
        self.scenes = [f"s{n}" for n in range(d.randint(*scenes))]
        self.chances = [f"luck-{n}" for n in range(d.randint(*chances))]
        self.endings = [f"end-{n}" for n in range(d.randint(*endings))]
        self.loops = self.chance(.45)
        raw["start"] = self.scenes[0]
        if self.loops or self.chance(.2):
            raw["turns"] = d.choice((2, 3, 4, 5, 6, 40)) if self.loops else d.randint(1, 12)
            raw["patience"] = d.choice(self.endings)
        bodies = {s: self.scene(n) for n, s in enumerate(self.scenes)}
        bodies.update({c: self.luck(n) for n, c in enumerate(self.chances)})
        order = list(bodies)
        d.shuffle(order)
        raw["scenes"] = {name: bodies[name] for name in order}
        raw["endings"] = {e: self.ending() for e in self.endings}

    def place(self, after):
        """Somewhere to go from scene number `after`: forward mostly, back in scenarios with loops."""
        if self.loops and self.chance(.2):
            return self.dice.choice(self.scenes)
        if self.narrow and self.chance(.9):
            return (self.scenes + self.endings)[after + 1]
        ahead = self.scenes[after + 1:after + 4] * 2 + self.chances
        return self.dice.choice(ahead if ahead and self.chance(.85) else self.endings)

    def lines(self):
        line = self.dice.choice((
            "Well?", {"say": self.dice.choice(WORDS)}, {"narrate": "It is late.", "by": "The guard"},
            {"pause": self.dice.randint(1, 3)}, {"say": "So.", "when": self.condition(1)},
            {"say": "And?", "voices": {self.dice.choice(self.voices): "What now?"}}))
        return ["First."] + ([line] if self.chance(.5) else [])

    def effects(self):
        found, p = {}, self.effectful
        for name in self.meters:
            if self.chance(p):
                found[name] = self.dice.choice((-9, -3, -2, -1, 1, 2, 3, 9))
        for name in self.flags:
            if self.chance(p * .7):
                found[name] = self.chance(.6)
        return found

    def marks(self, p=.35, leaning=None):
        levels = leaning or (-2, -1, -1, 0, 1, 1, 2)
        return {m: self.dice.choice(levels) for m in self.markable if self.chance(p)}

    def scene(self, n):
        d, most = self.dice, self.size[3]
        body = {"lines": self.lines(), "choices": [self.choice(n, i) for i in range(1 if self.rail else d.randint(1, most))]}
        if self.chance(.2):
            body["effects"] = self.effects()
        if self.chance(.25):
            body["stakes"] = d.randint(1, 5)
        if self.chance(.1):
            body["fixed-order"] = True
        always = [c["id"] for c in body["choices"] if "when" not in c and "once" not in c]
        if always and self.chance(.3):
            body["window"] = {"seconds": d.randint(1, 30), "choice": d.choice(always)}
        return body

    def choice(self, n, i):
        d = self.dice
        body = {"id": d.choice(("c{}", "go-{}", "ask{}-x")).format(i)}
        body.update(d.choice(({"say": d.choice(WORDS)}, {"say": "Of course."}, {"do": "Wait."}, {"silent": True})))
        if i > 0 and self.chance(.3):
            body["when"] = self.condition()
            if self.chance(.4):
                body["otherwise"] = "Not now."
        if i > 0 and self.chance(.15):
            body["once"] = True
        if self.chance(.6):
            body["effects"] = self.effects()
        if self.chance(.2):
            body["voice-effects"] = {v: self.effects() for v in self.some(self.voices, 1, 2)}
        if self.money and self.chance(self.spending):
            body["spend"] = self.cents(9)
        if self.chance(.4):
            body["seconds"] = d.choice((0, 5, 10, 20, 30))
        if self.facts and self.chance(.4):
            body["reveals"] = self.some(list(self.facts), 1, 2)
        critical = i > 0 and self.chance(.1)
        marks = self.marks(.6, (-2, -2, -1)) if critical else self.marks() if self.chance(.8) else {}
        if marks:
            body["marks"] = marks
        if not critical and self.chance(.2):
            body["voice-marks"] = {v: self.marks() for v in self.some(self.voices, 1, 2)}
        if critical:
            body["critical"] = {"family": d.choice(model.FAMILIES), "why": "Not allowed."}
        if marks or critical or "voice-marks" in body or self.chance(.2):
            body["why"] = "Because."
        body["to"] = self.place(n)
        if self.chance(.3):
            body["to"] = [{"when": self.condition(1), "to": self.place(n)} for _ in range(d.randint(0, 2))]
            body["to"].append({"to": self.place(n)})
        return body

    def luck(self, n):
        d, branches = self.dice, []
        targets = self.chances[n + 1:] + self.scenes[max(1, len(self.scenes) // 2):] + self.endings
        if self.loops:
            targets += self.scenes
        for i in range(d.randint(1, 4)):
            branch = {"to": d.choice(targets)}
            if self.chance(.6):
                branch["weight"] = d.randint(1, 5)
            if self.chance(.5):
                branch["effects"] = self.effects()
            if i > 0 and self.chance(.35):
                branch["when"] = self.condition(1)
            if self.chance(.3):
                branch["adverse"] = self.chance(.7)
            if self.chance(.4):
                branch["lines"] = self.lines()
            branches.append(branch)
        d.shuffle(branches)
        body = {"lines": self.lines() if self.chance(.5) else [], "chance": branches}
        if self.chance(.2):
            body["effects"] = self.effects()
        return body

    def ending(self):
        body = {"outcome": self.dice.choice(model.OUTCOMES)}
        if self.chance(.6):
            body["lines"] = ["That was it."]
        if self.chance(.4):
            body.update({"marks": self.marks(), "why": "How it ended."})
        return body


def write(folder, seed, raw, rubrics):
    """The path of the scenario file."""
    os.makedirs(os.path.join(folder, "rubrics"), exist_ok=True)
    for rubric in rubrics:
        with open(os.path.join(folder, "rubrics", rubric["id"] + ".json"), "w", encoding="utf-8") as file:
            json.dump(rubric, file, indent=2)
    path = os.path.join(folder, "made-up.json")
    with open(path, "w", encoding="utf-8-sig" if seed % 10 == 0 else "utf-8") as file:
        json.dump(raw, file, indent=2 if seed % 2 else None, ensure_ascii=bool(seed % 3))
    return path


def generate(seed, folder, size="medium"):
    """Writes one valid scenario into the folder; (path, scenario, solutions by voice)."""
    most = SIZES[size][4]
    for attempt in range(ATTEMPTS):
        raw, rubrics = Maker(random.Random(f"{seed}:{size}:{attempt}"), size).scenario()
        with tempfile.TemporaryDirectory() as scratch:
            try:
                path = write(scratch, seed, raw, rubrics)
                valid(path, most)
            except Mistake:
                continue
        path = write(folder, seed, raw, rubrics)
        scenario, solutions = valid(path, most)
        return Record(path=path, scenario=scenario, solutions=solutions, attempts=attempt + 1)
    raise AssertionError(f"seed {seed}: no valid scenario in {ATTEMPTS} attempts")


def valid(path, most):
    """The scenario and its solution in every voice; raises `Mistake` at the first error."""
    scenario = model.load(path)
    return scenario, {v: solve.solve(scenario, v, budget=most) for v in scenario.voices}


def random_play(scenario, voice, seed, dice):
    """The ids of a complete play by random clicks."""
    played = grade.Play(scenario, voice, seed)
    while not played.state.ended():
        played.one(len(played.turns) + 1, dice.choice(play.available(played.state)).id)
    return [turn.choice.id for turn in played.turns]


def random_plays(scenario, dice, count):
    """(choices, voice, seed) for a few complete plays."""
    found = []
    for _ in range(count):
        voice = dice.choice(scenario.voices)
        seed = dice.choice((0, 1, dice.randrange(1000), dice.randrange(2**53)))
        found.append((random_play(scenario, voice, seed, dice), voice, seed))
    return found


def main():
    options = argparse.ArgumentParser(description="Write random valid scenarios.")
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--count", type=int, default=1)
    options.add_argument("--size", choices=SIZES, default="medium")
    options.add_argument("--out", default="generated")
    chosen = options.parse_args()
    for seed in range(chosen.seed, chosen.seed + chosen.count):
        made = generate(seed, os.path.join(chosen.out, str(seed)), chosen.size)
        nodes = sum(len(s.graph.nodes) for s in made.solutions.values())
        print(f"{made.path}: {nodes} states in {len(made.solutions)} voices, attempt {made.attempts}")


if __name__ == "__main__":
    main()
