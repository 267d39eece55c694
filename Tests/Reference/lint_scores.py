"""What the values of the states say: criteria, the pass mark, giveaways, endings, voices."""

import collections
import itertools

import play
import solve
import walk

SLACK = float(solve.TOLERANCE)
HARDLY = 2
ORDER = ("delighted", "kept", "lost", "harmed")


def report(scenario, survey, found):
    if scenario.draft or not survey.complete:
        return
    exercised(scenario, survey, found)
    if any(graph.dead_ends for graph in survey.graphs.values()):
        return
    criteria(scenario, survey.graphs.values(), found)
    solutions = {}
    for voice, graph in survey.graphs.items():
        try:
            solutions[voice] = solve.Solution(graph)
        except solve.Refused as fault:
            refusal(fault, found)
        criticals(solutions.get(voice), graph, found)
    if len(solutions) == len(scenario.voices):
        Scores(scenario, solutions, found).all()


def refusal(fault, found):
    if "criterion" in str(fault):
        found.error("nothing-applies", ("file",), str(fault))
    elif "same raw" in str(fault):
        found.error("flat-score", ("file",), str(fault))


def exercised(scenario, survey, found):
    """Criteria on which nothing that plays come to has a mark."""
    for c in scenario.criteria:
        levels = [play.levels(choice, v).get(c.index) for choice in survey.taken_choices() for v in scenario.voices]
        levels += [scenario.endings[e].marks.get(c.index) for e in scenario.endings if e in survey.places]
        if not any(levels):
            found.warn("unused-criterion", ("criterion", c.full), "never exercised")


def criteria(scenario, graphs, found):
    """Criteria on which all plays come to the same, and those that do not reach -2 or +2."""
    for c in scenario.criteria:
        place, worth = ("criterion", c.full), solve.only(c.index)
        ranges = [(graph.extreme(worth, min, clean=False)[graph.first.number],
                   graph.extreme(worth, max, clean=True)[graph.first.number]) for graph in graphs]
        if all(low == high for low, high in ranges):
            found.warn("unused-criterion", place, "every play comes to the same")
        for low, high in ranges:
            if high is not None and low != high and (high < 2 or low > -2):
                found.note("narrow-criterion", place, f"from {low} to {high}")


def criticals(solution, graph, found):
    """States where everything is critical, and critical choices that pay."""
    clean = {n.number for n in solve.clean_nodes(graph)}
    for node in graph.nodes:
        if node.kind != "scene" or not node.edges:
            continue
        place = node.state.place
        if not graph.clean(node):
            if node.number in clean:
                found.error("all-critical", ("scene", place), "every choice is critical")
        elif solution:
            for edge, regret in solution.regrets(node):
                if edge.critical and regret < -solve.TOLERANCE:
                    kind = "critical-pays" if node.number in clean else "critical-pays-later"
                    report_paying(found, kind, ("choice", place, edge.what.id))


def report_paying(found, kind, place):
    """What is an error for clean plays is not said again for others."""
    if kind == "critical-pays":
        found.rows = [r for r in found.rows if (r.kind, r.place) != ("critical-pays-later", place)]
        found.error(kind, place, "worth more than the best clean choice")
    elif not any((r.kind, r.place) == ("critical-pays", place) for r in found.rows):
        found.note(kind, place, "worth more than the best clean choice, after another critical one")


class Scores:
    def __init__(self, scenario, solutions, found):
        self.scenario, self.found = scenario, found
        self.solutions = list(solutions.values())
        self.clean = [{n.number for n in solve.clean_nodes(s.graph)} for s in self.solutions]
        self.regrets = [{n.number: s.regrets(n) for n in s.graph.nodes if n.kind == "scene"} for s in self.solutions]

    def all(self):
        self.together()
        self.passing()
        self.needs()
        self.equal()
        self.no_clean_choice()
        self.giveaways()
        self.silence()
        for s in self.solutions:
            self.misfortune(s)
            self.endings(s)
            self.neutral_gifts(s)
        self.voices()

    def scene_nodes(self, only_clean=False):
        """(solution, node, [(edge, regret)]) of all states that wait for an answer."""
        for s, clean, regrets in zip(self.solutions, self.clean, self.regrets):
            for node in s.graph.nodes:
                if node.kind == "scene" and (not only_clean or node.number in clean):
                    yield s, node, regrets[node.number]

    # Criteria.

    def together(self):
        for a, b in itertools.combinations(self.scenario.criteria, 2):
            either = [s for s in self.solutions if s.applicable(a) or s.applicable(b)]
            if either and all(s.applicable(a) and s.applicable(b) and self.same_percent(s, a, b) for s in either):
                self.found.warn("together", ("criteria", a.full, b.full), "always the same percent")

    def same_percent(self, s, a, b):
        """Whether the difference of the two percents is 0 in every play."""
        slope = {a.index: s.high[b.index] - s.low[b.index], b.index: s.low[a.index] - s.high[a.index]}
        base = sum(f * s.low[k] for k, f in slope.items())
        worth = solve.remembered(lambda points: sum(slope.get(k, 0) * p for k, p in points))
        return all(s.reach(worth, pick, clean=False) == base for pick in (min, max))

    # The pass mark.

    def passing(self):
        least = float(self.scenario.passing)
        if any(s.random >= least - SLACK for s in self.solutions):
            self.found.warn("pass-by-clicking", ("pass",), "random clicking passes")
        failing = [s.graph.voice for s in self.solutions if not self.can_pass(s)]
        if len(failing) == len(self.solutions):
            self.found.warn("pass-out-of-reach", ("pass",), "the best play does not pass")
        else:
            for voice in failing:
                self.found.warn("voice-cannot-pass", ("voice", voice), "the best play does not pass")

    def can_pass(self, s):
        """The best play expects to pass, and some clean play, with luck, passes and has all that is needed."""
        if s.expected < float(self.scenario.passing) - SLACK:
            return False
        aims = [(s.slope, s.offset, float(self.scenario.passing))]
        for name, need in self.scenario.needs.items():
            slope = self.need_slope(s, name)
            if slope:
                aims.append((slope, -sum(f * low for f, low in zip(slope, s.low)), float(need)))
        return self.reaches(s, aims)

    def need_slope(self, s, name):
        ks = [c.index for c in self.scenario.criteria if name in (c.full, c.rubric.id)]
        weight = sum(s.weight[k] for k in ks)
        return weight and [a / weight if k in ks else 0 for k, a in enumerate(s.raw_slope)]

    def reaches(self, s, aims):
        """Whether one clean play comes to all aims: what can still be had, as fronts of tuples."""
        def worth(points):
            return tuple(sum(float(slope[k]) * p for k, p in points) for slope, _, _ in aims)
        fronts = [None] * len(s.graph.nodes)
        for node in s.graph.nodes:
            rows = set()
            if node.kind == "ending":
                rows.add(worth(node.last))
            for edge in s.graph.clean(node):
                gain = worth(edge.now)
                rows |= {tuple(g + r for g, r in zip(gain, row)) for row in fronts[edge.to.number]}
            fronts[node.number] = [r for r in rows if not any(o != r and all(x >= y for x, y in zip(o, r)) for o in rows)]
        return any(all(float(base) + value >= least - SLACK for value, (_, base, least) in zip(row, aims))
                   for row in fronts[s.graph.first.number])

    def needs(self):
        for name in self.scenario.needs:
            if not any(self.need_slope(s, name) for s in self.solutions):
                self.found.warn("empty-need", ("need", name), "nothing in it applies")

    # Choices against each other.

    def equal(self):
        spread = {}
        for _, node, rows in self.scene_nodes():
            if len(rows) > 1:
                values = [float(r) for _, r in rows]
                spread.setdefault(node.state.place, []).append(max(values) - min(values) <= SLACK)
        for scene, flat in spread.items():
            if all(flat):
                self.found.warn("equal-choices", ("scene", scene), "all choices are always worth the same")

    def no_clean_choice(self):
        errors = {r.place for r in self.found.rows if r.kind == "all-critical"}
        clean = {}
        for s, node, _ in self.scene_nodes():
            clean.setdefault(node.state.place, []).append(bool(s.graph.clean(node)))
        for scene, some in clean.items():
            if not any(some) and ("scene", scene) not in errors:
                self.found.warn("no-clean-choice", ("scene", scene), "every choice is critical")

    def giveaways(self):
        longest, first, places = [], [], set()
        for _, node, rows in self.scene_nodes(only_clean=True):
            values = [float(r) for _, r in rows]
            best = [e for e, r in rows if not e.critical and float(r) <= SLACK]
            if len(rows) < 2 or max(values) - min(values) <= SLACK or not any(not e.critical for e, _ in rows):
                continue
            lengths = [0 if e.what.silent else len(e.what.text) for e, _ in rows]
            most = max(lengths)
            longest.append(min(lengths) < most and all(e in best for (e, _), n in zip(rows, lengths) if n == most))
            first.append(rows[0][0] in best)
            places.add(node.state.place)
        if len(places) > 1 and all(longest):
            self.found.warn("best-is-longest", ("scenes",), "the best choice is always the longest")
        if len(places) > 1 and all(first):
            self.found.warn("best-is-first", ("scenes",), "the best choice is always the first")

    def silence(self):
        seen = {}
        for _, node, rows in self.scene_nodes(only_clean=True):
            spoken = [float(r) for e, r in rows if not e.what.silent]
            for edge, regret in rows:
                if edge.what.silent and spoken:
                    well = not edge.critical and float(regret) <= min(spoken) + SLACK
                    seen.setdefault(("choice", node.state.place, edge.what.id), []).append(well)
        for place, never_worse in seen.items():
            if all(never_worse):
                self.found.warn("silence-never-worse", place, "saying nothing is never worse")

    # Draws, endings, voices.

    def misfortune(self, s):
        for node in s.graph.nodes:
            for edge in node.edges if node.kind == "chance" else ():
                luck = s.points(s.star[edge.to.number] - s.star[node.number])
                if node.state.scene().chance[edge.what].adverse and luck > SLACK:
                    self.found.warn("misfortune-pays", ("scene", node.state.place, "branch", edge.what), "bad luck pays")

    def endings(self, s):
        """A better outcome whose range does not reach as high as a worse one's; as a note, one whose middle
        is below all that the worse one can score."""
        rows = [r for r in (walk.ending(s.graph, s, name) for name in self.scenario.endings) if r["reached"]]
        def rank(row):
            return ORDER.index(self.scenario.endings[row["id"]].outcome)
        for a in rows:
            worse = [b for b in rows if rank(b) > rank(a)]
            if any(float(a["highest"]) < float(b["highest"]) - SLACK for b in worse):
                self.found.warn("endings-upside-down", ("ending", a["id"]), "a better ending scores below a worse one")
            elif any(float(a["lowest"] + a["highest"]) / 2 < float(b["lowest"]) - SLACK for b in worse):
                self.found.note("endings-upside-down", ("ending", a["id"]), "it mostly scores below a worse one")

    def neutral_gifts(self, s):
        for c in self.scenario.criteria:
            if s.applicable(c) and s.low[c.index] < 0:
                for ending, fewest in unmarked_endings(s.graph, c):
                    self.found.ways.setdefault(("ending", ending, c.full), fewest)
                    self.found.warn("neutral-gift", ("ending", ending, c.full),
                                    f"neutral gift: ending '{ending}' can be reached without '{c.full}'"
                                    f" coming up, which keeps {float(s.percent(c.index, 0)):.0f} percent of it")

    def voices(self):
        for a, b in itertools.combinations(self.solutions, 2):
            if greatest_difference(a, b) < HARDLY - SLACK:
                self.found.warn("voices-alike", ("voices", a.graph.voice, b.graph.voice), "scores hardly differ")


def unmarked_endings(graph, criterion):
    """Endings without a mark on the criterion, on paths where no choice has one, each with the fewest
    choices that lead there."""
    def marked(node):
        return node.kind == "scene" and any(
            play.levels(e.what, graph.voice).get(criterion.index) for e in node.edges)
    found, fewest, open_ = {}, {graph.first.number: 0}, collections.deque([graph.first])
    while open_:
        node = open_.popleft()
        length = fewest[node.number]
        if node.kind == "ending" and not graph.scenario.endings[node.state.place].marks.get(criterion.index):
            found[node.state.place] = min(length, found.get(node.state.place, length))
        for edge in [] if marked(node) else node.edges:
            cost = 1 if node.kind == "scene" else 0
            if length + cost < fewest.get(edge.to.number, float("inf")):
                fewest[edge.to.number] = length + cost
                # Draws cost nothing, so what they lead to is looked at first.
                (open_.append if cost else open_.appendleft)(edge.to)
    return sorted(found.items())


def greatest_difference(one, other):
    """The greatest difference in score of the same choices and draws in two voices; endless if one of
    them offers something else."""
    ranges, todo = {}, [(one.graph.first, other.graph.first)]
    while todo:
        x, y = todo[-1]
        key = x.number, y.number
        if key in ranges:
            todo.pop()
            continue
        if x.state.place != y.state.place or [name(e) for e in x.edges] != [name(e) for e in y.edges]:
            return float("inf")
        pairs = list(zip(x.edges, y.edges))
        open_ = [(a.to, b.to) for a, b in pairs if (a.to.number, b.to.number) not in ranges]
        if open_:
            todo += open_
            continue
        ends = [gain(one, a.now) - gain(other, b.now) + d for a, b in pairs for d in ranges[a.to.number, b.to.number]]
        if x.kind == "ending":
            ends = [gain(one, x.last) - gain(other, y.last)]
        ranges[key] = min(ends), max(ends)
        todo.pop()
    base = float(one.offset - other.offset)
    return max(abs(base + d) for d in ranges[one.graph.first.number, other.graph.first.number])


def name(edge):
    return getattr(edge.what, "id", edge.what)


def gain(solution, points):
    return float(solution.points(solution.worth(points)))
