"""A quick list of what is wrong, or looks wrong, with a scenario.

Errors make a scenario unfit to be played; warnings are what an author would want to know;
notes may well be meant so.
"""

import itertools
import random
import unicodedata

import grade
import model
import play
import solve
import walk
from expressions import Mistake

SLACK = float(solve.TOLERANCE)
HARDLY = 2
SAMPLES = 150
ORDER = model.OUTCOMES


class Findings:
    """Sentences with their severity, each kept once, in the order found."""

    def __init__(self):
        self.rows = []

    def add(self, severity, sentence):
        if (severity, sentence) not in self.rows:
            self.rows.append((severity, sentence))

    def error(self, sentence):
        self.add("error", sentence)

    def warn(self, sentence):
        self.add("warning", sentence)

    def note(self, sentence):
        self.add("note", sentence)


def lint(path):
    """(scenario or None, findings)."""
    found = Findings()
    try:
        scenario = model.load(path)
    except Mistake as fault:
        found.error(str(fault))
        return None, found
    watched = watch(scenario)
    shape(scenario, found)
    graphs = {v: graph for v in scenario.voices if (graph := explored(scenario, v, found))}
    if len(graphs) == len(scenario.voices):
        reach(scenario, graphs, found)
        conditions(scenario, graphs, watched, found)
    solutions = {}
    for voice, graph in graphs.items():
        if not scenario.draft and (solution := solved(graph, voice, found)):
            solutions[voice] = solution
            Fairness(solution, found, f" (voice {voice})" if len(scenario.voices) > 1 else "").all()
    compare_voices(scenario, solutions, found)
    return scenario, found


def explored(scenario, voice, found):
    try:
        graph = solve.Graph(scenario, voice, lines=True)
    except Mistake as fault:
        found.error(f"voice {voice}: {fault}")
        return None
    for end in walk.dead_ends(graph):
        found.error(f"dead end in scene '{end['scene']}' (voice {voice}) after: {', '.join(end['line'])}")
    return graph


def solved(graph, voice, found):
    if graph.dead_ends:
        return None
    try:
        solution = solve.Solution(graph, exact=False)
        solution.refuse_criticals()
    except Mistake as fault:
        found.error(f"voice {voice}: {fault}")
        return None
    return solution


# What the file says, before any state is looked at.

def shape(scenario, found):
    names = {c.id for c in scenario.criteria}
    for meter in scenario.meters:
        if meter in names:
            found.warn(f"meter '{meter}' has the id of a criterion")
        if not any(n == meter and v for _, effects in all_effects(scenario) for n, v in effects):
            found.warn(f"meter '{meter}' never moves")
    read = set().union(*(c.names for _, c in all_conditions(scenario, lines=True)))
    for flag in scenario.flags:
        if flag not in read:
            found.warn(f"flag '{flag}' is never used in a condition")
        if not any(n == flag for _, effects in all_effects(scenario) for n, _ in effects):
            found.warn(f"flag '{flag}' is never set")
    for fact, known in scenario.facts.items():
        if not known and not any(fact in c.reveals for c in choices(scenario)):
            found.warn(f"fact '{fact}' is never revealed")
    for ending in scenario.endings.values():
        if ending.marks and not ending.why:
            found.warn(f"ending '{ending.id}' has marks, but no 'why'")
    for scene in scenario.scenes.values():
        twins(scene, found)
    highest = max([scenario.limit or 0] + [l for _, l in scenario.raises])
    for c in choices(scenario):
        if scenario.limit is not None and c.spend > highest:
            found.note(f"{at(c)} spends more than every limit: always a critical error")
    for where, words in texts(scenario.raw, ""):
        if any(unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\u200d\u200c" for c in words):
            found.warn(f"{where}: control or bidirectional characters in the text")


def twins(scene, found):
    def same(c):
        return ([(w and w.text, t) for w, t in c.to], c.effects, c.voice_effects, c.marks, c.voice_marks,
                c.spend, c.reveals, c.critical and c.critical.family, c.when and c.when.text)
    for a, b in itertools.combinations(scene.choices, 2):
        if same(a) == same(b):
            found.warn(f"scene '{scene.id}': choices '{a.id}' and '{b.id}' make no difference")
        shared = {e.strip().lower() for e in a.examples} & {e.strip().lower() for e in b.examples}
        if shared:
            found.warn(f"scene '{scene.id}': '{a.id}' and '{b.id}' share the example '{min(shared)}'")


def texts(thing, where):
    if isinstance(thing, str):
        yield where, thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from texts(value, f"{where}/{key}")
    elif isinstance(thing, list):
        for n, value in enumerate(thing):
            yield from texts(value, f"{where}/{n}")


def choices(scenario):
    return [c for s in scenario.scenes.values() for c in s.choices]


def at(choice):
    return f"scene '{choice.scene.id}', choice '{choice.id}'"


def all_effects(scenario):
    for scene in scenario.scenes.values():
        yield scene.id, scene.effects
        for branch in scene.chance or ():
            yield scene.id, branch.effects
        for c in scene.choices:
            yield scene.id, c.effects
            for effects in c.voice_effects.values():
                yield scene.id, effects


def all_conditions(scenario, lines=False):
    """(where, condition) for those that playing evaluates; with those of lines and basics if asked."""
    for n, (when, _) in enumerate(scenario.raises):
        yield f"authority, raise {n + 1}", when
    for scene in scenario.scenes.values():
        for n, branch in enumerate(scene.chance or ()):
            if branch.when:
                yield f"scene '{scene.id}', branch {n}", branch.when
        for c in scene.choices:
            if c.when:
                yield at(c), c.when
            for n, (when, _) in enumerate(c.to):
                if when:
                    yield f"{at(c)}, way {n + 1}", when
    if lines:
        if scenario.basics:
            yield "basics", scenario.basics
        for where, when in line_conditions(scenario):
            yield where, when


def line_conditions(scenario):
    for place in [*scenario.scenes.values(), *scenario.endings.values()]:
        for n, when in enumerate(place.lines):
            if when:
                yield f"'{place.id}', line {n + 1}", when
        for b, branch in enumerate(getattr(place, "chance", None) or ()):
            for n, when in enumerate(branch.lines):
                if when:
                    yield f"'{place.id}', branch {b}, line {n + 1}", when


# What the states say.

def watch(scenario):
    """Makes every condition remember its outcomes while the states are explored."""
    watched = []
    for where, condition in all_conditions(scenario):
        seen, test = set(), condition.test
        def remember(state, seen=seen, test=test):
            value = test(state)
            seen.add(value)
            return value
        condition.test = remember
        watched.append((where, condition, seen))
    return watched


def conditions(scenario, graphs, watched, found):
    rows = [(where, c, set(seen)) for where, c, seen in watched]
    for where, condition in [*line_conditions(scenario), ("basics", scenario.basics)]:
        if condition:
            rows.append((where, condition, outcomes(where, condition, graphs)))
    for where, condition, seen in rows:
        if len(seen) == 1:
            found.warn(f"{where}: the condition '{condition.text}' is always {'true' if True in seen else 'false'}")


def outcomes(where, condition, graphs):
    seen = set()
    for graph in graphs.values():
        for node in graph.nodes:
            if where == "basics":
                if node.kind == "ending" and graph.liveness.gated:
                    seen.add(condition.test(node.state))
            elif where.startswith(f"'{node.state.place}',"):
                for state in states_of_line(where, node):
                    seen.add(condition.test(state))
    return seen


def states_of_line(where, node):
    if ", branch " not in where:
        return [node.state]
    branch = node.state.scene().chance[int(where.split(", branch ")[1].split(",")[0])]
    if branch.when and not branch.when.test(node.state):
        return []
    after = node.state.copy()
    play.apply(after, branch.effects)
    return [after]


def reach(scenario, graphs, found):
    places = {n.state.place for g in graphs.values() for n in g.nodes}
    taken = {(n.state.place, e.what.id) for g in graphs.values() for n in g.nodes
             if n.kind == "scene" for e in n.edges}
    drawn = {(n.state.place, e.what) for g in graphs.values() for n in g.nodes
             if n.kind == "chance" for e in n.edges}
    for scene in scenario.scenes.values():
        if scene.id not in places:
            found.warn(f"scene '{scene.id}' cannot be reached")
            continue
        for c in scene.choices:
            if (scene.id, c.id) not in taken:
                found.warn(f"{at(c)} can never be taken")
        for n, _ in enumerate(scene.chance or ()):
            if (scene.id, n) not in drawn:
                found.warn(f"scene '{scene.id}', branch {n} can never be drawn")
        live = next(iter(graphs.values())).liveness
        if not any(e in closure_without_patience(live, scene.id) for e in scenario.endings):
            found.warn(f"scene '{scene.id}': no way out but running out of turns")
    for ending in scenario.endings:
        if ending not in places:
            found.warn(f"ending '{ending}' cannot be reached")


def closure_without_patience(live, place):
    seen, open_ = {place}, [place]
    while open_:
        for target in live.targets(open_.pop()) - seen:
            seen.add(target)
            open_.append(target)
    return seen


class Fairness:
    """What the values of the states say about one voice."""

    def __init__(self, solution, found, suffix):
        self.s, self.found, self.suffix = solution, found, suffix
        self.graph, self.scenario = solution.graph, solution.scenario
        self.scenes = [n for n in self.graph.nodes if n.kind == "scene"]
        self.clean = [n for n in solve.clean_nodes(self.graph) if n.kind == "scene"]
        self.regret = {n.number: solution.regrets(n) for n in self.scenes}

    def warn(self, sentence):
        self.found.warn(sentence + self.suffix)

    def all(self):
        self.criteria()
        self.together()
        self.passing()
        self.indifferent()
        self.giveaway()
        self.silence()
        self.misfortune()
        self.endings()
        self.neutral_gift()

    def levels(self, criterion):
        """All levels that reachable choices and endings give."""
        reached = {(n.state.place, e.what.id): e.what for n in self.scenes for e in n.edges}
        marks = [play.levels(c, self.graph.voice) for c in reached.values()]
        marks += [self.scenario.endings[p].marks for p in {n.state.place for n in self.graph.nodes
                                                           if n.kind == "ending"}]
        return [m.get(criterion.index, 0) for m in marks]

    def criteria(self):
        for c in self.scenario.criteria:
            low, high = self.s.low[c.index], self.s.high[c.index]
            if not any(self.levels(c)):
                self.warn(f"criterion '{c.full}' is never exercised")
            elif low == high:
                self.warn(f"criterion '{c.full}' is not applicable: every play gets {low}")
            elif high < 2 or low > -2:
                self.found.note(f"criterion '{c.full}' cannot reach"
                                f" {' or '.join(['+2'] * (high < 2) + ['-2'] * (low > -2))}:"
                                f" from {low} to {high}{self.suffix}")

    def together(self):
        for a, b in itertools.combinations(self.scenario.criteria, 2):
            pairs = list(zip(self.levels(a), self.levels(b)))
            if any(x or y for x, y in pairs) and all(x == y for x, y in pairs):
                self.warn(f"criteria '{a.full}' and '{b.full}' always move together")

    def passing(self):
        least = float(self.scenario.passing)
        if self.s.random >= least - SLACK:
            self.warn(f"random clicking passes: {float(self.s.random):.1f} on average, pass is {least:g}")
        if self.s.expected < least - SLACK:
            self.warn(f"passing takes luck: the best play expects {float(self.s.expected):.1f}, pass is {least:g}")
        for name, need in self.scenario.needs.items():
            index = [c.index for c in self.scenario.criteria if name in (c.full, c.rubric.id)]
            weight = sum(self.s.weight[k] for k in index)
            if not weight:
                self.warn(f"needs '{name}': nothing in it applies")
                continue
            slope = [a / weight if k in index else 0 for k, a in enumerate(self.s.raw_slope)]
            top = self.s.reach(solve.weighted(slope), max, clean=True)
            top -= sum(a * low for a, low in zip(slope, self.s.low))
            if top < need - solve.TOLERANCE:
                self.warn(f"needs '{name}': at most {float(top):.1f} percent can be reached, {need} is asked")

    def indifferent(self):
        for scene in self.scenario.scenes.values():
            here = [self.regret[n.number] for n in self.scenes if n.state.place == scene.id and len(n.edges) > 1]
            if here and all(abs(r - rows[0][1]) <= SLACK for rows in here for _, r in rows):
                self.warn(f"scene '{scene.id}': all choices are always worth the same")

    def giveaway(self):
        longest, first, places = [], [], set()
        for node in self.clean:
            rows = self.regret[node.number]
            if len(rows) < 2 or all(abs(r - rows[0][1]) <= SLACK for _, r in rows):
                continue
            best = [e for e, r in rows if not e.critical and r <= SLACK]
            words = max(len(e.what.text) for e, _ in rows)
            longest.append(any(len(e.what.text) == words for e in best))
            first.append(any(e is rows[0][0] for e in best))
            places.add(node.state.place)
        if len(places) > 1 and all(longest):
            self.warn("the best choice is always the longest")
        if len(places) > 1 and all(first):
            self.warn("the best choice is always the first")

    def silence(self):
        rows = {}
        for node in self.clean:
            for edge, regret in self.regret[node.number]:
                others = [r for e, r in self.regret[node.number] if not e.what.silent]
                if edge.what.silent and others:
                    rows.setdefault((node.state.place, edge.what.id), []).append(regret <= min(others) + SLACK)
        for (scene, name), never_worse in rows.items():
            if all(never_worse):
                self.warn(f"scene '{scene}': saying nothing ('{name}') is never worse than speaking")

    def misfortune(self):
        lucks = {}
        for node in self.graph.nodes:
            for edge in node.edges if node.kind == "chance" else ():
                luck = self.s.points(self.s.star[edge.to.number] - self.s.star[node.number])
                if node.state.scene().chance[edge.what].adverse:
                    place = (node.state.place, edge.what)
                    lucks[place] = max(luck, lucks.get(place, 0))
        for (scene, branch), luck in sorted(lucks.items()):
            if luck > SLACK:
                self.warn(f"scene '{scene}', branch {branch}: adverse, but worth up to"
                          f" {float(luck):.1f} points of luck")

    def endings(self):
        rows = [walk.ending(self.graph, self.s, name) for name in self.scenario.endings]
        for a, b in itertools.permutations([r for r in rows if r["reached"]], 2):
            better, worse = (self.scenario.endings[r["id"]].outcome for r in (a, b))
            if ORDER.index(better) >= ORDER.index(worse):
                continue
            ranges = (f"'{a['id']}' ({better}) scores {span(a)},"
                      f" '{b['id']}' ({worse}) {span(b)}")
            if a["highest"] < b["highest"] - SLACK:
                self.warn(f"a better ending scores below a worse one: {ranges}")
            elif a["lowest"] < b["lowest"] - SLACK:
                self.found.note(f"a better ending can score below a worse one: {ranges}{self.suffix}")

    def neutral_gift(self):
        for c in self.scenario.criteria:
            if not self.s.applicable(c) or self.s.low[c.index] >= 0:
                continue
            for ending in self.unmarked_endings(c):
                share = float(self.s.percent(c.index, 0))
                self.warn(f"neutral gift: ending '{ending}' can be reached without a chance to show"
                          f" '{c.full}', which keeps {share:.0f} percent of it")

    def unmarked_endings(self, criterion):
        """Endings without a mark on the criterion, on paths where no choice has one."""
        def marked(node):
            return any(play.levels(e.what, self.graph.voice).get(criterion.index)
                       for e in node.edges) if node.kind == "scene" else False
        found, seen, open_ = [], {self.graph.first.number}, [self.graph.first]
        while open_:
            node = open_.pop()
            if node.kind == "ending":
                ending = self.scenario.endings[node.state.place]
                if not ending.marks.get(criterion.index) and ending.id not in found:
                    found.append(ending.id)
            for edge in [] if marked(node) else node.edges:
                if edge.to.number not in seen:
                    seen.add(edge.to.number)
                    open_.append(edge.to)
        return sorted(found)


def span(row):
    return f"{abs(float(row['lowest'])):.1f} to {float(row['highest']):.1f}"


# How the voices differ.

def compare_voices(scenario, solutions, found):
    for a, b in itertools.combinations(solutions, 2):
        if max(differences(solutions[a], solutions[b]), default=0) < HARDLY:
            found.warn(f"voices '{a}' and '{b}' hardly differ: no play tried differs by {HARDLY} points")


def differences(one, other):
    """Differences in score of the same choices and draws in the two voices; endless if one cannot."""
    dice = random.Random(1)
    for seed in range(SAMPLES):
        names = clicks(one, dice, seed)
        mine = grade.Play.complete(one.scenario, names, one.graph.voice, seed)
        try:
            theirs = grade.Play.complete(other.scenario, names, other.graph.voice, seed)
        except grade.Unplayable:
            yield float("inf")
            return
        yield abs(float(one.score(mine.totals()) - other.score(theirs.totals())))


def clicks(solution, dice, seed):
    """The choices of a play, taken half of the time at random and else the best."""
    played, names = grade.Play(solution.scenario, solution.graph.voice, seed), []
    while not played.state.ended():
        rows = solution.regrets(solution.graph.at(played.state))
        edge = dice.choice(rows)[0] if dice.random() < .5 else min(rows, key=lambda r: r[1])[0]
        names.append(edge.what.id)
        played.one(len(names), edge.what.id)
    return names


def report(paths):
    """Prints the findings of every file; 1 if there is an error among them."""
    worst = 0
    for path in paths:
        scenario, found = lint(path)
        for severity, sentence in found.rows:
            print(f"{path}: {severity}: {sentence}")
            worst |= severity == "error"
        print(f"{path}: {summary(found)}")
    return int(worst)


def summary(found):
    count = {s: sum(1 for severity, _ in found.rows if severity == s) for s in ("error", "warning", "note")}
    return ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in count.items())
