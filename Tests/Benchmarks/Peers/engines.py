"""Other engines on the same story: each plays the same plays and sums up their outcomes.

    python engines.py ENGINE FOLDER PLAYS SEED

Prints one JSON object: seconds of processor time for loading and for playing, choices, checksum,
peak memory. `reference` is a plain interpreter in Python, for the outcome only; `orjson` and
`msgspec` only read the same bytes.
"""

import json
import os
import re
import resource
import sys
import time

OUTCOMES = ["delighted", "kept", "lost", "harmed", "patience-ran-out"]
MASK = (1 << 64) - 1


class SplitMix64:
    """Steele, Lea and Flood, OOPSLA 2014."""

    def __init__(self, state):
        self.state = state

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) * bound) >> 64


class Reference:
    """The story by the letter of the format, for the plot `common`."""

    def __init__(self, folder):
        with open(os.path.join(folder, "story.json"), encoding="utf-8") as file:
            self.story = json.load(file)

    def holds(self, text):
        words = text.split()
        if words[0] == "not":
            return not self.state[words[1]]
        if len(words) == 1:
            return self.state[words[0]]
        left, right = self.state[words[0]], int(words[2])
        return left >= right if words[1] == ">=" else left < right

    def begin(self):
        self.state = {key: meter["start"] for key, meter in self.story["mood"].items()}
        self.state.update(self.story["flags"])
        self.enter(self.story["start"])

    def enter(self, place):
        self.place = place
        scene = self.story["scenes"].get(place)
        choices = scene["choices"] if scene else []
        self.offers = [c for c in choices if "when" not in c or self.holds(c["when"])]

    def choose(self, index):
        choice = self.offers[index]
        for key, value in choice.get("effects", {}).items():
            if key in self.story["mood"]:
                meter = self.story["mood"][key]
                value = min(max(self.state[key] + value, meter["min"]), meter["max"])
            self.state[key] = value
        to = choice["to"]
        if not isinstance(to, str):
            to = next(r["to"] for r in to if "when" not in r or self.holds(r["when"]))
        self.enter(to)

    def outcome(self):
        return [OUTCOMES.index(self.place)] + [self.state[m] for m in self.story["mood"]]


class InkCPP:
    """inkcpp-py: compiles the runtime JSON into its own binary form and runs that."""

    def __init__(self, folder):
        import inkcpp_py

        binary = os.path.join(folder, "story.bin")
        inkcpp_py.compile_json(os.path.join(folder, "story.ink.json"), binary)
        self.story = inkcpp_py.Story.from_file(binary)

    def begin(self):
        self.runner = self.story.new_runner()
        self.go_on()

    def go_on(self):
        self.text = self.runner.getall()
        self.offers = range(self.runner.num_choices())

    def choose(self, index):
        self.runner.choose(index)
        self.go_on()

    def outcome(self):
        return ended(self.text)


class BladeInk:
    """bink: the bindings of blade-ink, which reads the runtime JSON."""

    def __init__(self, folder):
        from bink.story import Story

        with open(os.path.join(folder, "story.ink.json"), encoding="utf-8") as file:
            self.story = Story(file.read())

    def begin(self):
        self.story.reset_state()
        self.go_on()

    def go_on(self):
        self.text = self.story.continue_maximally()
        self.offers = range(len(self.story.get_current_choices()))

    def choose(self, index):
        self.story.choose_choice_index(index)
        self.go_on()

    def outcome(self):
        return ended(self.text)


def ended(text):
    return [int(number) for number in re.search(r"END ([\d ]+)", text)[1].split()]


def play(engine, plays, seed):
    """Of the choices offered, takes the one at the position that the generator draws."""
    generator, choices, checksum = SplitMix64(seed), 0, 0
    for _ in range(plays):
        engine.begin()
        while len(engine.offers) > 0:
            engine.choose(generator.below(len(engine.offers)))
            choices += 1
        for value in engine.outcome():
            checksum = (checksum * 31 + value) & ((1 << 53) - 1)
    return {"choices": choices, "checksum": checksum}


def decode(engine, folder):
    with open(os.path.join(folder, "story.json"), "rb") as file:
        data = file.read()
    if engine == "orjson":
        import orjson

        return orjson.loads(data)
    import msgspec

    return msgspec.json.decode(data)


ENGINES = {"reference": Reference, "inkcpp": InkCPP, "bink": BladeInk}


def main():
    name, folder, plays, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    result = {"engine": name}
    start = time.process_time()
    engine = ENGINES[name](folder) if name in ENGINES else decode(name, folder)
    result["load"] = time.process_time() - start
    if name in ENGINES:
        start = time.process_time()
        result.update(play(engine, plays, seed))
        result["play"] = time.process_time() - start
    result["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
