"""Solving: all reachable states of a scenario in one voice, and exact values over them.

States that cannot differ in anything still to come are one node: variables that nothing
reachable reads are left out of a node's key. Points counted at once lie on the edges,
waiting points in the nodes, so a node's value is what is still to come.
"""

from fractions import Fraction
from math import lcm

import play
from expressions import Mistake

EXACT_NODES = 30_000
TOLERANCE = Fraction(1, 10**9)


class Refused(Mistake):
    """The scenario has an error that only shows when all states are known."""


class Liveness:
    """What still matters from each place on."""

    def __init__(self, scenario, voice, lines=False):
        self.scenario, self.voice, self.lines = scenario, voice, lines
        self.gated = any(c.gated for c in scenario.criteria)
        self.next = {p: self.targets(p) for p in [*scenario.scenes, *scenario.endings]}
        if scenario.patience:
            for name, scene in scenario.scenes.items():
                self.next[name].add(scenario.patience)
        self.reach = {p: self.closure(p) for p in self.next}
        self.recurrent = {p for p in self.next if any(p in self.reach[q] for q in self.next[p])}
        reads = {p: self.reads(p) for p in self.next}
        self.live = {p: frozenset().union(*(reads[q] for q in self.reach[p])) for p in self.next}
        self.remember = {(s, c.id) for s in self.recurrent if s in scenario.scenes
                         for c in scenario.scenes[s].choices
                         if c.once or any(play.levels(c, voice).values())}
        self.most = {p: self.most_turns(p) for p in self.next}
        self.names = {p: self.variables(p) for p in self.next}
        self.past = {p: [k for k in sorted(self.remember) if k[0] in self.reach[p]] for p in self.next}

    def most_turns(self, place):
        """A bound on the choices still to come; None if there is a way back to somewhere."""
        if self.reach[place] & self.recurrent:
            return None
        return sum(1 for p in self.reach[place] if p in self.scenario.scenes
                   and self.scenario.scenes[p].chance is None)

    def counts(self, state):
        """Whether the number of turns taken matters from here on."""
        most = self.most[state.place]
        return ("turns" in self.live[state.place] or most is None
                or state.turns + most > self.scenario.turns)

    def targets(self, place):
        scene = self.scenario.scenes.get(place)
        if scene is None:
            return set()
        if scene.chance is not None:
            return {b.to for b in scene.chance}
        return {to for c in scene.choices for _, to in c.to}

    def closure(self, place):
        seen, open_ = {place}, [place]
        while open_:
            for target in self.next[open_.pop()] - seen:
                seen.add(target)
                open_.append(target)
        return seen

    def conditions(self, place):
        scene = self.scenario.scenes.get(place)
        if scene is None:
            found = list(self.scenario.endings[place].lines) if self.lines else []
            return found + ([self.scenario.basics] if self.gated else [])
        found = [b.when for b in scene.chance or ()]
        found += [c.when for c in scene.choices] + [w for c in scene.choices for w, _ in c.to]
        if self.lines:
            found += scene.lines + [w for b in scene.chance or () for w in b.lines]
        return found

    def reads(self, place):
        names = set().union(*(c.names for c in self.conditions(place) if c is not None), set())
        scene = self.scenario.scenes.get(place)
        if self.scenario.limit is not None and scene and any(c.spend for c in scene.choices):
            names |= {"limit", "spent"}
        if "limit" in names or (self.lines and self.scenario.raises):
            names = names.union(*(when.names for when, _ in self.scenario.raises))
        if scene is None and self.gated and self.scenario.loss is not None:
            names.add("spent")
        return names

    def variables(self, place):
        """The names of meters, flags and facts that matter from this place on, in order."""
        scenario = self.scenario
        everything = [*scenario.meters, *scenario.flags, *(f"knows.{f}" for f in scenario.facts)]
        return [n for n in everything if n in self.live[place]]

    def key(self, state):
        place = state.place
        live = self.live[place]
        if self.gated and state.waiting and not self.can_hold(state):
            state.waiting = ()
        failed = self.gated and not self.can_hold(state)
        return (place, tuple([state.values[n] for n in self.names[place]]),
                tuple([k in state.used for k in self.past[place]]) if self.past[place] else (),
                state.spent if "spent" in live else 0, state.seconds if "seconds" in live else 0,
                state.turns if self.counts(state) else 0,
                failed, state.waiting)

    def can_hold(self, state):
        """Whether the gates can still hold: three of them, once lost, are lost for good."""
        held = play.gates(state)
        return held["authority"] and held["proportion"] and held["clean"]


class Edge:
    """A choice (with the points given at once) or a branch (with its weight)."""

    __slots__ = ("what", "to", "now", "critical", "weight")

    def __init__(self, what, to, now=(), critical=(), weight=1):
        self.what, self.to, self.now, self.critical, self.weight = what, to, now, critical, weight


class Node:
    __slots__ = ("state", "kind", "edges", "last", "number", "begun")


class Graph:
    """The nodes in an order in which every edge leads to an earlier node."""

    def __init__(self, scenario, voice=None, lines=False, budget=5_000_000):
        self.scenario = scenario
        first = play.start(scenario, voice)
        self.voice = first.voice
        self.liveness = Liveness(scenario, self.voice, lines)
        self.nodes, self.by_key, self.budget = [], {}, budget
        self.dead_ends = []
        self.first = self.explore(first)

    def node(self, state):
        """The node of a state, made if it is new."""
        key = self.liveness.key(state)
        found = self.by_key.get(key)
        if found is not None:
            return found
        found = Node()
        found.state, found.edges, found.last, found.begun = state, [], (), False
        found.kind = "ending" if state.ended() else "chance" if play.waits_for_draw(state) else "scene"
        self.by_key[key] = found
        if len(self.by_key) > self.budget:
            raise Refused(f"more than {self.budget} states")
        return found

    def explore(self, state):
        first = self.node(state)
        stack = [(first, self.outgoing(first))]
        while stack:
            node, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                stack.pop()
                node.number = len(self.nodes)
                self.nodes.append(node)
            elif not target.begun:
                stack.append((target, self.outgoing(target)))
        return first

    def outgoing(self, node):
        """Makes the edges of a node, and gives their targets."""
        state, node.begun = node.state, True
        if node.kind == "ending":
            node.last = play.last_points(state)
        elif node.kind == "chance":
            node.edges = [Edge(n, self.node(play.draw(state, b)), weight=b.weight)
                          for n, b in play.branches(state)]
        else:
            for choice in play.available(state):
                after, gave = play.take(state, choice)
                node.edges.append(Edge(choice, self.node(after), gave.now, gave.critical))
            if not node.edges:
                self.dead_ends.append(node)
        return iter([edge.to for edge in node.edges])

    def clean(self, node):
        return [e for e in node.edges if not e.critical]

    def at(self, state):
        """The node in which this state is."""
        return self.by_key[self.liveness.key(state.copy())]

    def fold(self, leaf, scene, chance=None):
        """A value for every node, from the endings back."""
        values = [None] * len(self.nodes)
        for node in self.nodes:
            if node.kind == "ending":
                values[node.number] = leaf(node)
            elif node.kind == "scene":
                values[node.number] = scene(node, values)
            else:
                values[node.number] = (chance or scene)(node, values)
        return values

    def extreme(self, worth, pick, clean):
        """The greatest or least sum over complete plays from each node; None if there is none."""
        def best(node, values):
            found = []
            for edge in self.clean(node) if clean else node.edges:
                rest = values[edge.to.number]
                if rest is not None:
                    found.append(worth(edge.now) + rest)
            return pick(found) if found else None
        return self.fold(lambda node: worth(node.last), best)


class Solution:
    """Ranges, weights and values of a scenario in one voice."""

    def __init__(self, graph, exact=None):
        self.graph, self.scenario = graph, graph.scenario
        self.refuse_dead_ends()
        self.exact = len(graph.nodes) <= EXACT_NODES if exact is None else exact
        self.ranges()
        self.weights()
        self.scale()
        self.values()

    def refuse_dead_ends(self):
        if self.graph.dead_ends:
            place = self.graph.dead_ends[0].state.place
            raise Refused(f"scene '{place}': a state without an available choice can be reached")
        if not self.graph.nodes or self.graph.first.kind != "scene":
            raise Refused("the encounter is over before it starts")

    def reach(self, worth, pick, clean):
        return self.graph.extreme(worth, pick, clean)[self.graph.first.number]

    def ranges(self):
        """lo_k over all complete plays, hi_k over the clean ones."""
        self.low, self.high = [], []
        for criterion in self.scenario.criteria:
            worth = only(criterion.index)
            self.low.append(self.reach(worth, min, clean=False))
            self.high.append(self.reach(worth, max, clean=True))
        if any(high is None for high in self.high):
            raise Refused("there is no complete play without a critical error")

    def applicable(self, criterion):
        return self.low[criterion.index] != self.high[criterion.index]

    def weights(self):
        """w_k as applied."""
        live = [c for c in self.scenario.criteria if self.applicable(c)]
        if not live:
            raise Refused("no criterion can tell one play from another")
        whole = sum(r.weight for r in self.scenario.rubrics if any(c.rubric is r for c in live))
        self.weight = []
        for c in self.scenario.criteria:
            inside = sum(o.weight for o in live if o.rubric is c.rubric)
            self.weight.append(Fraction(c.rubric.weight * c.weight, whole * inside)
                               if c in live else Fraction(0))

    def scale(self):
        """The score as an affine function of the totals."""
        span = [self.high[k] - self.low[k] for k in range(len(self.weight))]
        self.raw_slope = [100 * w / s if w else Fraction(0) for w, s in zip(self.weight, span)]
        self.raw_offset = -sum(a * low for a, low in zip(self.raw_slope, self.low))
        unit = lcm(*(a.denominator for a in self.raw_slope))
        raw = weighted([int(a * unit) for a in self.raw_slope])
        self.raw_best = Fraction(self.reach(raw, max, clean=True), unit) + self.raw_offset
        self.raw_worst = Fraction(self.reach(raw, min, clean=False), unit) + self.raw_offset
        if self.raw_best == self.raw_worst:
            raise Refused("the best and the worst play have the same raw score")
        self.slope = [100 * a / (self.raw_best - self.raw_worst) for a in self.raw_slope]
        self.offset = 100 * (self.raw_offset - self.raw_worst) / (self.raw_best - self.raw_worst)
        self.unit = lcm(*(a.denominator for a in self.slope)) if self.exact else 1
        self.worth = weighted([int(a * self.unit) if self.exact else float(a) for a in self.slope])

    def values(self):
        """What is still to come, in `unit`s: with the best clean choices, and with random ones."""
        graph, worth = self.graph, self.worth
        divide = (lambda a, b: Fraction(a) / b) if self.exact else (lambda a, b: a / b)

        def after(edge, values):
            return worth(edge.now) + values[edge.to.number]

        def best(node, values):
            return max(after(e, values) for e in graph.clean(node) or node.edges)

        def uniform(node, values):
            return divide(sum(after(e, values) for e in node.edges), len(node.edges))

        def chance(node, values):
            whole = sum(e.weight for e in node.edges)
            return divide(sum(e.weight * values[e.to.number] for e in node.edges), whole)

        def leaf(node):
            return worth(node.last)

        self.star = graph.fold(leaf, best, chance)
        self.uniform = graph.fold(leaf, uniform, chance)
        self.expected = self.points(self.star[graph.first.number]) + self.offset
        self.random = self.points(self.uniform[graph.first.number]) + self.offset

    def points(self, amount):
        """An amount in `unit`s as points of the score."""
        return Fraction(amount) / self.unit if self.exact else amount

    def regrets(self, node):
        """Edge and regret for every available choice of the node, in file order."""
        here = self.star[node.number]
        return [(e, self.points(here - self.worth(e.now) - self.star[e.to.number])) for e in node.edges]

    def score(self, totals):
        return sum(a * t for a, t in zip(self.slope, totals)) + self.offset

    def raw(self, totals):
        return sum(a * t for a, t in zip(self.raw_slope, totals)) + self.raw_offset

    def percent(self, index, total):
        if self.low[index] == self.high[index]:
            return None
        return Fraction(100 * (total - self.low[index]), self.high[index] - self.low[index])

    def refuse_criticals(self):
        """Complains about what is wrong with critical choices in states reached by clean ones."""
        for node in clean_nodes(self.graph):
            if node.kind != "scene":
                continue
            place = node.state.place
            if not self.graph.clean(node):
                raise Refused(f"scene '{place}': a state where every choice is critical can be"
                              " reached by clean choices")
            for edge, regret in self.regrets(node):
                if edge.critical and regret < -TOLERANCE:
                    raise Refused(f"scene '{place}', choice '{edge.what.id}': critical, but worth"
                                  f" {float(-regret):.2f} points more than the best clean choice")


def only(index):
    """The points of one criterion."""
    return remembered(lambda points: sum(p for k, p in points if k == index))


def weighted(slope):
    return remembered(lambda points: sum(slope[k] * p for k, p in points))


def remembered(function):
    known = {}
    def look_up(points):
        if points not in known:
            known[points] = function(points)
        return known[points]
    return look_up


def clean_nodes(graph):
    """The nodes that clean choices (and any draws) can reach."""
    seen, open_ = {graph.first.number}, [graph.first]
    while open_:
        node = open_.pop()
        yield node
        for edge in graph.clean(node):
            if edge.to.number not in seen:
                seen.add(edge.to.number)
                open_.append(edge.to)


def solve(scenario, voice=None, exact=None, budget=5_000_000):
    """The solution in this voice, refusing every error of the file that the states show."""
    if scenario.draft:
        raise Refused("a draft is not graded")
    solution = Solution(Graph(scenario, voice, budget=budget), exact)
    solution.refuse_criticals()
    return solution
