"""Grading one play: the JSON that `grade --format json` prints."""

from fractions import Fraction

import play
import solve
from expressions import Mistake

SLACK = solve.TOLERANCE
LABELS = ((0, "best"), (2, "excellent"), (5, "good"), (10, "slip"), (20, "mistake"))
OTHER_CLEAN = 10
NINE = 10**9


class Unplayable(Mistake):
    """The list of choices does not fit the scenario; the turn is named."""


def rounded(value):
    """To 9 decimals, halves away from zero, never -0; null stays null."""
    if value is None:
        return None
    exact = Fraction(value)
    scaled = (abs(exact) * NINE * 2 + 1) // 2
    if exact < 0:
        scaled = -scaled
    return scaled // NINE if scaled % NINE == 0 else scaled / NINE


class Turn:
    """One choice as it was taken, with the states around it and the draws that followed."""

    def __init__(self, before, choice, after, gave):
        self.before, self.choice, self.after, self.gave = before, choice, after, gave
        self.end, self.draws = after, []


class Play:
    """A play: the turns so far and the state after them."""

    def __init__(self, scenario, voice=None, seed=0):
        self.scenario, self.seed, self.visits = scenario, seed, {}
        self.state = play.start(scenario, voice)
        self.turns = []

    @classmethod
    def complete(cls, scenario, choices, voice=None, seed=0):
        """The play of these choices; `Unplayable` if they are too few, too many or not available."""
        played = cls(scenario, voice, seed)
        for n, name in enumerate(choices):
            played.one(n + 1, name)
        if not played.state.ended():
            raise Unplayable(f"turn {len(choices) + 1}: a choice is missing,"
                             f" the play stops in scene '{played.state.place}'")
        return played

    def one(self, number, name):
        if self.state.ended():
            raise Unplayable(f"turn {number}: '{name}' is too much, the encounter is over")
        choice = next((c for c in play.available(self.state) if c.id == name), None)
        if choice is None:
            open_ = ", ".join(c.id for c in play.available(self.state))
            raise Unplayable(f"turn {number}: '{name}' cannot be taken in scene"
                             f" '{self.state.place}'; available: {open_}")
        turn = Turn(self.state, choice, *play.take(self.state, choice))
        self.draw(turn)
        self.turns.append(turn)
        self.state = turn.end

    def draw(self, turn):
        while play.waits_for_draw(turn.end):
            scene = turn.end.place
            self.visits[scene] = self.visits.get(scene, 0) + 1
            open_ = play.branches(turn.end)
            weights = [b.weight for _, b in open_]
            position, branch = open_[play.drawn(self.seed, scene, self.visits[scene], weights)]
            turn.draws.append((scene, position))
            turn.end = play.draw(turn.end, branch)

    def totals(self):
        """G_k for every criterion."""
        sums = [0] * len(self.scenario.criteria)
        for points in [t.gave.now for t in self.turns] + [play.last_points(self.state)]:
            for k, p in points:
                sums[k] += p
        return sums


class Sheet:
    """The graded play."""

    def __init__(self, solution, played):
        self.solution, self.played = solution, played
        self.scenario, self.graph = solution.scenario, solution.graph
        self.totals = played.totals()
        self.held = all(play.gates(played.state).values())
        self.turns = self.graded_turns()
        self.score = solution.score(self.totals)
        self.luck = sum(t["luck"] for t in self.turns)

    def named(self, given):
        return {self.scenario.criteria[k].name: level for k, level in given.items()}

    def graded_turns(self):
        solution, sofar, rows = self.solution, 0, []
        for number, turn in enumerate(self.played.turns, 1):
            node = self.graph.at(turn.before)
            regrets = solution.regrets(node)
            edge, regret = next((e, r) for e, r in regrets if e.what is turn.choice)
            best = [e for e, r in regrets if not e.critical and abs(r) <= SLACK]
            first = (best or [e for e, r in regrets if r <= SLACK])[0]
            here = solution.points(solution.worth(first.now) - solution.worth(edge.now))
            after, end = self.value(turn.after), self.value(turn.end)
            before = solution.star[node.number] + sofar
            sofar += solution.worth(edge.now)
            rows.append({
                "turn": number, "scene": turn.before.place, "choice": turn.choice.id,
                "text": turn.choice.text, "regret": regret, "here": here, "later": regret - here,
                "label": label(edge, regret), "only-move": only_move(edge, regret, regrets),
                "unexpected": self.held and bool(turn.gave.wait) and regret <= 2 + SLACK,
                "best": [e.what.id for e in best],
                "before": solution.points(before) + solution.offset,
                "after": solution.points(after + sofar) + solution.offset,
                "luck": solution.points(end - after),
                "draws": [{"scene": s, "branch": b} for s, b in turn.draws],
                "marks": self.named(turn.gave.given),
                "spend": play.money(turn.choice.spend), "spent": play.money(turn.end.spent),
                "seconds": turn.choice.seconds,
                "mood": {m: turn.end.values[m] for m in self.scenario.meters}})
        return rows

    def value(self, state):
        return self.solution.star[self.graph.at(state).number]

    def rubrics(self):
        rows = []
        for rubric in self.scenario.rubrics:
            criteria = [c for c in self.scenario.criteria if c.rubric is rubric]
            weight = sum(self.solution.weight[c.index] for c in criteria)
            percents = [self.solution.weight[c.index] * self.percent(c)
                        for c in criteria if self.solution.applicable(c)]
            rows.append({"id": rubric.id, "score": sum(percents) / weight if weight else None,
                         "criteria": [self.criterion(c) for c in criteria]})
        return rows

    def percent(self, criterion):
        return self.solution.percent(criterion.index, self.totals[criterion.index])

    def criterion(self, c):
        s = self.solution
        return {"id": c.id, "weight": s.weight[c.index], "applicable": s.applicable(c),
                "total": self.totals[c.index], "lowest": s.low[c.index], "highest": s.high[c.index],
                "percent": self.percent(c)}

    def criticals(self):
        return [{"turn": n, "family": family, "why": why}
                for n, turn in enumerate(self.played.turns, 1) for family, why in turn.gave.critical]

    def verdict(self, rubrics):
        if self.criticals():
            return "fail"
        enough = self.score >= Fraction(self.scenario.passing) - SLACK
        for name, least in self.scenario.needs.items():
            reached = [r["score"] for r in rubrics if r["id"] == name]
            reached += [self.percent(c) for c in self.scenario.criteria if c.full == name]
            enough &= all(p is None or p >= Fraction(least) - SLACK for p in reached)
        return "pass" if enough else "not-yet"

    def chances(self):
        """The scenes in which something unexpected was offered, and those in which it was taken."""
        offered, taken = set(), set()
        for turn in self.played.turns:
            state = turn.before
            for choice in play.available(state):
                given = play.levels(choice, state.voice) if play.fresh(state, choice) else {}
                if play.split(self.scenario, given, 1)[1]:
                    offered.add(state.place)
            if turn.gave.wait and self.held:
                taken.add(state.place)
        return {"offered": len(offered), "taken": len(taken)}

    def skill(self):
        s = self.solution
        room = s.expected - s.random
        return (self.score - self.luck - s.random) / room if room > SLACK else None

    def report(self):
        s, played, state = self.solution, self.played, self.played.state
        rubrics = self.rubrics()
        ending = self.scenario.endings[state.place]
        return every_number_rounded({
            **head(self.scenario), "voice": state.voice, "seed": played.seed, "mode": "practice",
            "exact": True, "score": self.score, "raw": s.raw(self.totals),
            "raw-best": s.raw_best, "raw-worst": s.raw_worst, "verdict": self.verdict(rubrics),
            "critical": self.criticals(), "random": s.random, "expected": s.expected,
            "luck": self.luck, "skill": self.skill(), "rubrics": rubrics, "turns": self.turns,
            "ending": {"id": ending.id, "outcome": ending.outcome, "marks": self.named(ending.marks)},
            "gates": play.gates(state), "unexpected": self.chances(),
            "spent": play.money(state.spent), "seconds": state.seconds,
            "simulated": memory(self.scenario, [t["mood"] for t in self.turns])})


def head(scenario):
    return {"scenario": {"id": scenario.id, "version": scenario.version, "digest": scenario.digest},
            "rubrics-digest": scenario.rubrics_digest}


def label(edge, regret):
    if edge.critical:
        return "critical"
    return next((word for most, word in LABELS if regret <= most + SLACK), "blunder")


def only_move(edge, regret, regrets):
    others = [r for e, r in regrets if e is not edge and not e.critical]
    return (not edge.critical and abs(regret) <= SLACK and bool(others)
            and all(r >= OTHER_CLEAN - SLACK for r in others))


def memory(scenario, moods):
    """What the customer may remember, from the meters after each turn."""
    if not scenario.meters:
        return {"satisfaction": None, "recommend": None}
    means = []
    for mood in moods:
        scaled = []
        for name, meter in scenario.meters.items():
            place = Fraction(2 * (mood[name] - meter.low), meter.high - meter.low) - 1
            scaled.append(place if meter.good == "high" else -place)
        means.append(sum(scaled) / len(scaled))
    farthest = max(enumerate(means), key=lambda pair: (abs(pair[1]), pair[0]))[1]
    whole = (farthest + means[-1]) / 2
    return {"satisfaction": 1 + 2 * (whole + 1), "recommend": int((5 + 5 * whole) + Fraction(1, 2))}


def every_number_rounded(thing):
    if isinstance(thing, dict):
        return {key: every_number_rounded(value) for key, value in thing.items()}
    if isinstance(thing, list):
        return [every_number_rounded(value) for value in thing]
    return rounded(thing) if isinstance(thing, (Fraction, float)) else thing


def grade(solution, choices, seed=0):
    """The sheet of one play, ready to be written as JSON."""
    played = Play.complete(solution.scenario, choices, solution.graph.voice, seed)
    return Sheet(solution, played).report()
