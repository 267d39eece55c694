"""What is wrong, or looks wrong, with a scenario, by the letter of grading.md ("What `check`
must find"). What the file says is looked at here, what plays come to in `lint_plays`, what they
are worth in `lint_scores`.

Errors make a scenario unfit to be played; warnings are what an author would want to know;
notes may well be meant so. Every finding has a kind and a place: ("scene", ID), ("choice",
SCENE, ID), ("ending", ID), a place with a part added ("lines", N; "to", N), ("flag", ID) and so
on, ("file",) for the whole.
"""

import itertools
import unicodedata
from collections import namedtuple

import lint_plays
import lint_scores
import model
from expressions import Mistake

Row = namedtuple("Row", "severity kind place sentence")
BUDGET = 60_000


class Findings:
    """Rows, each kind at each place once, in the order found."""

    def __init__(self):
        self.rows = []
        # The fewest choices that lead to a neutral gift, by place, in the first voice that has it.
        self.ways = {}

    def add(self, severity, kind, place, sentence):
        if not any((r.kind, r.place) == (kind, place) for r in self.rows):
            self.rows.append(Row(severity, kind, place, sentence))

    def error(self, kind, place, sentence):
        self.add("error", kind, place, sentence)

    def warn(self, kind, place, sentence):
        self.add("warning", kind, place, sentence)

    def note(self, kind, place, sentence):
        self.add("note", kind, place, sentence)


def lint(path, budget=BUDGET):
    """(scenario or None, findings)."""
    found = Findings()
    try:
        scenario = model.load(path)
    except Mistake as fault:
        found.error("mistake", ("file",), str(fault))
        return None, found
    survey = lint_plays.Survey(scenario, found, budget)
    text(scenario, survey, found)
    survey.report()
    lint_scores.report(scenario, survey, found)
    return scenario, found


def text(scenario, survey, found):
    """What can be said by looking at the file, with what plays come to."""
    names = {c.id for c in scenario.criteria}
    read = set().union(*(c.names for _, c in lint_plays.all_conditions(scenario)))
    for meter in scenario.meters:
        if meter in names:
            found.warn("meter-named-like-criterion", ("meter", meter), f"meter '{meter}' has the id of a criterion")
        if not moves(scenario, survey, meter):
            found.warn("still-meter", ("meter", meter), f"meter '{meter}' never moves")
    for flag, start in scenario.flags.items():
        if flag not in read:
            found.warn("unused-flag", ("flag", flag), f"flag '{flag}' is never used in a condition")
        elif not any((flag, not start) in effects for effects in survey.effects()):
            found.warn("unset-flag", ("flag", flag), f"flag '{flag}' is never set")
    for fact, known in scenario.facts.items():
        if not known and not any(fact in c.reveals for c in survey.taken_choices()):
            found.warn("unset-fact", ("fact", fact), f"fact '{fact}' is never revealed")
    reasons(scenario, found)
    for scene in scenario.scenes.values():
        twins(scenario, scene, survey, found)
        examples(scene, found)
    overspending(scenario, survey, found)
    for where, words in texts(scenario.raw, ()):
        if any(hidden(c) for c in words):
            found.warn("hidden-character", ("text", *where), "control or bidirectional characters in the text")


def moves(scenario, survey, name):
    """Whether some effect that plays come to takes the meter away from where it starts."""
    meter = scenario.meters[name]
    changes = [v for effects in survey.effects() for n, v in effects if n == name]
    return any(min(meter.high, max(meter.low, meter.start + v)) != meter.start for v in changes)


def reasons(scenario, found):
    severity = found.note if scenario.draft else found.warn
    for ending in scenario.endings.values():
        if ending.marks and not ending.why:
            severity("missing-reason", ("ending", ending.id), f"ending '{ending.id}' has marks, but no 'why'")
    for c in lint_plays.choices(scenario):
        if (c.marks or any(c.voice_marks.values()) or c.critical) and not c.why:
            found.note("missing-reason", lint_plays.at(c), "marks without 'why'")


def twins(scenario, scene, survey, found):
    """Same place, effects (spending and facts among them) and marks, though both can be offered at once."""
    def ways(c):
        rows = [(w and w.text, t) for w, t in c.to]
        while len(rows) > 1 and rows[-2][1] == rows[-1][1]:
            del rows[-2]
        return rows

    def changed(effects):
        return sorted((n, v) for n, v in effects if v is True or v is False or v)

    def marks(c, voice):
        sums = dict(c.marks)
        for k, level in c.voice_marks.get(voice, {}).items():
            sums[k] = sums.get(k, 0) + level
        return {k: level for k, level in sums.items() if level}

    def same(c):
        seconds = c.seconds if any("seconds" in w.names for _, w in lint_plays.all_conditions(scenario)) else 0
        return (ways(c), changed(c.effects), c.spend, sorted(set(c.reveals)), bool(c.critical), seconds,
                [(changed(c.voice_effects.get(v, [])), marks(c, v)) for v in scenario.voices])
    for a, b in itertools.combinations(scene.choices, 2):
        if same(a) == same(b) and survey.together(a, b):
            found.warn("same-choices", lint_plays.at(b), f"'{a.id}' and '{b.id}' make no difference")


def examples(scene, found):
    def plain(words):
        return " ".join(words.lower().split())
    for a, b in itertools.combinations(scene.choices, 2):
        mine, theirs = ({plain(e) for e in c.examples} for c in (a, b))
        spoken_a, spoken_b = (set() if c.silent else {plain(c.text)} for c in (a, b))
        if theirs & (mine | spoken_a):
            found.warn("shared-example", lint_plays.at(b), f"'{a.id}' and '{b.id}' share an example")
        elif mine & spoken_b:
            found.warn("shared-example", lint_plays.at(a), f"'{a.id}' and '{b.id}' share an example")


def overspending(scenario, survey, found):
    if scenario.limit is None:
        return
    raises = [limit for n, (_, limit) in enumerate(scenario.raises) if not survey.never(("raise", n))]
    highest = max([scenario.limit] + raises)
    for c in lint_plays.choices(scenario):
        if c.spend > highest:
            found.note("spend-above-limits", lint_plays.at(c), "spends more than every limit")


def texts(thing, where):
    """Every text that people are shown, with its path."""
    if isinstance(thing, str):
        if where[-1] not in ("when", "basics", "to", "id", "start", "patience", "file", "format", "version"):
            yield where, thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from texts(value, (*where, key))
    elif isinstance(thing, list):
        for n, value in enumerate(thing):
            yield from texts(value, (*where, n))


def hidden(character):
    return character not in "\n\u200d\u200c" and unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")


def report(paths):
    """Prints the findings of every file; 1 if there is an error among them."""
    worst = 0
    for path in paths:
        _, found = lint(path)
        for row in found.rows:
            print(f"{path}: {row.severity}: {row.kind} {'/'.join(map(str, row.place))}: {row.sentence}")
            worst |= row.severity == "error"
        print(f"{path}: {summary(found)}")
    return int(worst)


def summary(found):
    count = {s: sum(1 for row in found.rows if row.severity == s) for s in ("error", "warning", "note")}
    return ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in count.items())
