"""What plays come to: scenes, choices, endings and lines that nobody sees, conditions that never
change their mind, dead ends, loops without a way out."""

import re

import play
import solve
from expressions import Mistake

NO_CAP = 10**9


def choices(scenario):
    return [c for s in scenario.scenes.values() for c in s.choices]


def at(choice):
    return "choice", choice.scene.id, choice.id


def all_conditions(scenario):
    """(place, condition) of every condition of the file."""
    yield from ((("raise", n), when) for n, (when, _) in enumerate(scenario.raises))
    if scenario.basics:
        yield ("basics",), scenario.basics
    for scene in scenario.scenes.values():
        yield from line_conditions(("scene", scene.id), scene.lines)
        for n, branch in enumerate(scene.chance or ()):
            if branch.when:
                yield ("scene", scene.id, "branch", n), branch.when
            yield from line_conditions(("scene", scene.id, "branch", n), branch.lines)
        for c in scene.choices:
            if c.when:
                yield at(c), c.when
            yield from (((*at(c), "to", n), when) for n, (when, _) in enumerate(c.to) if when)
    for ending in scenario.endings.values():
        yield from line_conditions(("ending", ending.id), ending.lines)


def line_conditions(owner, lines):
    yield from (((*owner, "lines", n), when) for n, when in enumerate(lines) if when)


class Survey:
    """All states in every voice, told apart by everything that any condition can see."""

    def __init__(self, scenario, found, budget):
        self.scenario, self.found = scenario, found
        self.graphs, self.seen = {}, {}
        for voice in scenario.voices:
            try:
                self.graphs[voice] = solve.Graph(scenario, voice, lines=True, budget=budget)
            except solve.Refused:
                raise
            except Mistake:
                found.error("no-patience", ("file",), "the turns can run out, and 'patience' names no ending")
        self.complete = len(self.graphs) == len(scenario.voices)
        self.places = {n.state.place for n in self.nodes()}
        self.taken = {(n.state.place, e.what.id) for n in self.nodes("scene") for e in n.edges}
        self.drawn = {(n.state.place, e.what) for n in self.nodes("chance") for e in n.edges}
        for node in self.nodes():
            self.look(node)

    def nodes(self, kind=None):
        return (n for g in self.graphs.values() for n in g.nodes if kind in (None, n.kind))

    def taken_choices(self):
        return [c for c in choices(self.scenario) if (c.scene.id, c.id) in self.taken]

    def effects(self):
        """All effects that plays come to."""
        for scene in self.scenario.scenes.values():
            if scene.id in self.places:
                yield scene.effects
            yield from (b.effects for n, b in enumerate(scene.chance or ()) if (scene.id, n) in self.drawn)
        for c in self.taken_choices():
            yield c.effects
            yield from c.voice_effects.values()

    def together(self, a, b):
        """Whether two choices of a scene are available in one state."""
        return any({a.id, b.id} <= {e.what.id for e in n.edges}
                   for n in self.nodes("scene") if n.state.place == a.scene.id)

    def never(self, place):
        return self.complete and self.seen.get(place) == {False}

    # What conditions say.

    def note(self, place, condition, state):
        self.seen.setdefault(place, set()).add(condition.test(state))

    def look(self, node):
        state = node.state
        if node.kind == "ending":
            self.note_lines(("ending", state.place), self.scenario.endings[state.place].lines, state)
            if self.scenario.basics and any(c.gated for c in self.scenario.criteria):
                self.note(("basics",), self.scenario.basics, state)
            return
        scene = state.scene()
        self.note_lines(("scene", scene.id), scene.lines, state)
        for n, branch in enumerate(scene.chance or ()):
            if branch.when:
                self.note(("scene", scene.id, "branch", n), branch.when, state)
            if branch.when is None or branch.when.test(state):
                after = state.copy()
                play.apply(after, branch.effects)
                self.note_lines(("scene", scene.id, "branch", n), branch.lines, after)
        if scene.chance is None:
            for n, (when, _) in enumerate(self.scenario.raises):
                self.note(("raise", n), when, state)
        for c in scene.choices:
            if c.when:
                self.note(at(c), c.when, state)
        for choice in play.available(state) if node.kind == "scene" else ():
            self.look_at_ways(choice, state)

    def note_lines(self, owner, lines, state):
        for place, when in line_conditions(owner, lines):
            self.note(place, when, state)

    def look_at_ways(self, choice, state):
        after = consequences(state, choice)
        for n, (when, _) in enumerate(choice.to):
            if when is None:
                return
            self.note((*at(choice), "to", n), when, after)
            if when.test(after):
                return

    # The report.

    def report(self):
        for graph in self.graphs.values():
            for node in graph.dead_ends:
                self.found.error("dead-end", ("scene", node.state.place), "nothing can be chosen")
        if not self.complete:
            return
        self.report_reach()
        for place, answers in self.seen.items():
            self.report_condition(place, answers)
        for graph in self.graphs.values():
            for scene in trapped(graph):
                self.found.warn("endless-loop", ("scene", scene), "no ending can be reached from here")

    def report_reach(self):
        warn = self.found.warn
        for scene in self.scenario.scenes.values():
            if scene.id not in self.places:
                warn("unreachable-scene", ("scene", scene.id), "the scene cannot be reached")
                continue
            for c in scene.choices:
                if (scene.id, c.id) not in self.taken:
                    warn("unreachable-choice", at(c), "the choice can never be taken")
        for ending in self.scenario.endings:
            if ending not in self.places:
                warn("unreachable-ending", ("ending", ending), "the ending cannot be reached")

    def report_condition(self, place, answers):
        if len(answers) > 1:
            return
        if True in answers:
            # `basics` that are written as the constant say that there is no need to be met.
            plain = place == ("basics",) and self.scenario.basics.text.strip() == "true"
            (self.found.note if plain else self.found.warn)("always-true", place, "always true")
        elif "lines" in place:
            self.found.warn("unreachable-line", place, "the line is never shown")
        elif place[0] != "choice" or "to" in place:
            self.found.warn("always-false", place, "always false")


def consequences(state, choice):
    """The state in which the destination of a choice is looked for."""
    after = state.copy()
    after.spent += choice.spend
    after.seconds += choice.seconds
    play.apply(after, choice.effects)
    play.apply(after, choice.voice_effects.get(state.voice, ()))
    for fact in choice.reveals:
        after.values[f"knows.{fact}"] = True
    after.turns += 1
    return after


# Loops without a way out.

def trapped(graph):
    """The scenes that stand in a state from which no play comes to an ending of its own accord, however
    many turns it had. States are told apart without their turns; a dead end is no loop."""
    states = [n.state for n in graph.nodes]
    numbers = {}
    for state in states:
        numbers.setdefault(timeless(graph, state), len(numbers))
    leads, free, most = {}, set(), greatest(graph.scenario)
    while states:
        state = states.pop(0)
        me, ahead = numbers[timeless(graph, state)], []
        if not state.ended():
            ahead = after_all(graph.scenario, state)
        if not ahead:
            free.add(me)
        for after in ahead:
            after.seconds, after.spent = min(after.seconds, most), min(after.spent, 100 * most)
            key = timeless(graph, after)
            if key not in numbers:
                # What only plays with more turns come to sees the last turn.
                numbers[key] = len(numbers)
                after.turns = graph.scenario.turns - 1
                states.append(after)
            leads.setdefault(numbers[key], set()).add(me)
    open_ = list(free)
    while open_:
        for before in leads.get(open_.pop(), set()) - free:
            free.add(before)
            open_.append(before)
    stuck = {n.state.place for n in graph.nodes if n.kind != "ending" and numbers[timeless(graph, n.state)] not in free}
    return [s for s in graph.scenario.scenes if s in stuck]


def greatest(scenario):
    """A number above all that money and time are compared with, so that more makes no difference."""
    words = " ".join(c.text for _, c in all_conditions(scenario))
    numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", words)] + [m.high for m in scenario.meters.values()]
    money = [scenario.limit or 0, 2 * (scenario.loss or 0), *(limit for _, limit in scenario.raises)]
    return int(max([0, scenario.turns, *numbers, *(cents / 100 for cents in money)])) + 1


def timeless(graph, state):
    full = graph.liveness.key(state.copy())
    return full[:5] + (0,) + full[6:]


def after_all(scenario, state):
    """What may come next if there were turns left."""
    turns, scenario.turns = scenario.turns, NO_CAP
    try:
        if play.waits_for_draw(state):
            return [play.draw(state, branch) for _, branch in play.branches(state)]
        return [play.take(state, choice)[0] for choice in play.available(state)]
    finally:
        scenario.turns = turns
