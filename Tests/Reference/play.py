"""Playing: what a choice and a draw do to the state of an encounter.

A state stands at a scene or an ending. `arrive` enters a place, `take` takes a choice,
`draw` applies one branch of a chance scene. Nothing here knows about scores.
"""

from types import SimpleNamespace as Record

from expressions import Mistake

MASK = (1 << 64) - 1


class State:
    """Everything that conditions and gates can see, and where the encounter stands."""

    __slots__ = ("scenario", "voice", "place", "values", "spent", "seconds", "turns",
                 "over", "critical", "used", "waiting")

    def copy(self):
        other = State()
        for name in State.__slots__:
            setattr(other, name, getattr(self, name))
        other.values = dict(self.values)
        return other

    def limit(self):
        """The limit in force in hundredths, None when there is none."""
        if self.scenario.limit is None:
            return None
        return max([self.scenario.limit] + [l for when, l in self.scenario.raises if when.test(self)])

    def scene(self):
        return self.scenario.scenes.get(self.place)

    def ended(self):
        return self.place in self.scenario.endings


def start(scenario, voice=None):
    """The state in which the first scene has been entered."""
    voice = voice or scenario.voice
    if voice not in scenario.voices:
        raise Mistake(f"the customer does not support the voice '{voice}'")
    state = State()
    state.scenario, state.voice, state.place = scenario, voice, None
    state.values = {m: meter.start for m, meter in scenario.meters.items()}
    state.values.update(scenario.flags)
    state.values.update({f"knows.{f}": known for f, known in scenario.facts.items()})
    state.spent = state.seconds = state.turns = 0
    state.over = state.critical = False
    state.used, state.waiting = frozenset(), ()
    arrive(state, scenario.start)
    return state


def apply(state, effects):
    for name, value in effects:
        meter = state.scenario.meters.get(name)
        if meter is None:
            state.values[name] = value
        else:
            state.values[name] = min(meter.high, max(meter.low, state.values[name] + value))


def arrive(state, place):
    """Enters a scene or an ending; past the most turns, `patience` instead of a scene with choices."""
    scene = state.scenario.scenes.get(place)
    if scene is not None and scene.chance is None and state.turns >= state.scenario.turns:
        place, scene = state.scenario.patience, None
        if place is None:
            raise Mistake("the encounter can run out of turns, but 'patience' names no ending")
    state.place = place
    if scene is not None:
        apply(state, scene.effects)


def available(state):
    """The choices that can be taken, in file order."""
    found = []
    for choice in state.scene().choices:
        used = choice.once and (choice.scene.id, choice.id) in state.used
        if not used and (choice.when is None or choice.when.test(state)):
            found.append(choice)
    return found


def levels(choice, voice):
    """The marks of a choice in this voice: criterion index to level, summed."""
    found = dict(choice.marks)
    for index, level in choice.voice_marks.get(voice, {}).items():
        found[index] = found.get(index, 0) + level
    return found


def fresh(state, choice):
    """Whether the marks of this choice have not been counted yet."""
    return (choice.scene.id, choice.id) not in state.used


def take(state, choice):
    """The state after the choice, before any draw, and what the choice gave.

    The second value has `given` (levels), `now` (points that count at once), `wait`
    (points that wait for the gates) and `critical` (a list of (family, why)).
    """
    scenario = state.scenario
    criticals = [(choice.critical.family, choice.critical.why)] if choice.critical else []
    limit = state.limit()
    over = choice.spend > 0 and limit is not None and state.spent + choice.spend > limit
    if over:
        criticals.append(("business", f"{money(state.spent + choice.spend)} given away in all,"
                                      f" above the limit of {money(limit)}"))
    after = state.copy()
    after.over, after.critical = state.over or over, state.critical or bool(criticals)
    after.spent += choice.spend
    after.seconds += choice.seconds
    apply(after, choice.effects)
    apply(after, choice.voice_effects.get(state.voice, ()))
    for fact in choice.reveals:
        after.values[f"knows.{fact}"] = True
    given = levels(choice, state.voice) if fresh(state, choice) else {}
    now, wait = split(scenario, given, choice.scene.stakes)
    after.waiting = add(state.waiting, wait)
    after.used = state.used | {(choice.scene.id, choice.id)}
    after.turns += 1
    target = next(to for when, to in choice.to if when is None or when.test(after))
    arrive(after, target)
    return after, Record(given=given, now=now, wait=wait, critical=criticals)


def split(scenario, given, stakes):
    """Points that count at once and points that wait, as tuples of (criterion, points)."""
    now, wait = [], []
    for index, level in sorted(given.items()):
        if level:
            waits = scenario.criteria[index].gated and level > 0
            (wait if waits else now).append((index, level * stakes))
    return tuple(now), tuple(wait)


def add(waiting, more):
    """Sparse points added to sparse points, sorted by criterion."""
    if not more:
        return waiting
    sums = dict(waiting)
    for index, points in more:
        sums[index] = sums.get(index, 0) + points
    return tuple(sorted(sums.items()))


def branches(state):
    """The branches that take part in the draw: (position, branch)."""
    return [(n, b) for n, b in enumerate(state.scene().chance) if b.when is None or b.when.test(state)]


def draw(state, branch):
    """The state after this branch."""
    after = state.copy()
    apply(after, branch.effects)
    arrive(after, branch.to)
    return after


def waits_for_draw(state):
    scene = state.scene()
    return scene is not None and scene.chance is not None


def gates(state):
    """The four gates as they stand at the ending."""
    scenario = state.scenario
    return {
        "basics": scenario.basics is None or scenario.basics.test(state),
        "authority": not state.over,
        "proportion": scenario.loss is None or 2 * state.spent <= 3 * scenario.loss,
        "clean": not state.critical,
    }


def last_points(state):
    """The points that the ending adds: its own marks, and what waited if all gates hold."""
    now, wait = split(state.scenario, state.scenario.endings[state.place].marks, 1)
    if all(gates(state).values()):
        return add(add(state.waiting, wait), now)
    return now


def money(hundredths):
    """As a number of units for JSON and words."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def fnv1a(data):
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def splitmix(state):
    """The first output of SplitMix64 from this state."""
    z = (state + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def drawn(seed, scene, visit, weights):
    """The position in `weights` that the seed gives at this visit of the scene."""
    x = splitmix(fnv1a(f"{seed}:{scene}:{visit}".encode()))
    r = (x * sum(weights)) >> 64
    cumulated = 0
    for n, weight in enumerate(weights):
        cumulated += weight
        if cumulated > r:
            return n
    raise AssertionError("the draw is always below the sum of the weights")
