"""Flaws planted in the shipped scenarios: each must be found where it was planted, and nothing else.

    python3 plantings.py PROGRAM

A planting says which code it must raise at which part of the file (its line is compared), the
length of the shortest line of choices that shows it where it is about how plays go, and which
other codes follow from it by themselves ("also").
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path.insert(0, os.path.join(HERE, "..", "Reference"))

from located import Located  # noqa: E402

CRITICAL = {"family": "customer", "why": "That harms."}
PLANTINGS = []


def plant(file, code, at=None, line=None, also=""):
    """Registers a change of a scenario (or fixture), or several in one: `at` is a path, its choices by id."""
    def register(change):
        PLANTINGS.append((change, file, code, at, line, set(also.split())))
        return change
    return register


class Story:
    """A scenario's JSON, by id."""

    def __init__(self, raw):
        self.raw = raw
        self.scenes, self.endings = raw["scenes"], raw["endings"]

    def choice(self, scene, name):
        return next(c for c in self.scenes[scene]["choices"] if c["id"] == name)

    def choices(self):
        return [c for s in self.scenes.values() for c in s.get("choices", ())]

    def every_marks(self):
        bodies = self.choices() + list(self.endings.values())
        return [m for b in bodies for m in [b.get("marks", {}), *b.get("voice-marks", {}).values()]]

    def strip(self, *names):
        """Takes marks away, all of them if none is named."""
        for marks in self.every_marks():
            for key in list(marks):
                if not names or key in names:
                    del marks[key]

    def add(self, name, *choices, lines=("Hm.",)):
        self.scenes[name] = {"lines": list(lines), "choices": list(choices)}


WINE, FEE, BAR = "scenarios/cash-only-wine.json", "scenarios/change-fee.json", "scenarios/pop-up-bar.json"
SKETCH = "Tests/Fixtures/cash-only-sketch/cash-only-sketch.json"


# States without a choice, turns, criticals.

@plant(WINE, "UM0501", ("scenes", "breath"), line=3, also="UM0603 UM0604 UM0612")
def gated_out(s):
    for c in s.scenes["breath"]["choices"]:
        c["when"] = "trust >= 9"


@plant(WINE, "UM0501", ("scenes", "who-decides"), line=5, also="UM0704 UM0706 UM0712")
def used_up(s):
    for c in s.scenes["who-decides"]["choices"]:
        c.update({"once": True, "to": "who-decides"})


@plant(FEE, "UM0501", ("scenes", "dead-line"), line=3, also="UM0603 UM0604")
def locked_out(s):
    for c in s.scenes["dead-line"]["choices"]:
        c.update({"when": "confidence > 9 and frustration > 9 and turns > 30", "otherwise": "Not now."})


@plant(FEE, "UM0502", ("scenes", "pushback"), line=40)
def round_and_round(s):
    s.choice("pushback", "not-an-answer")["to"] = "opening"


@plant(WINE, "UM0502", line=3, also="UM0602 UM0603 UM0604 UM0605 UM0611 UM0612 UM0703 UM0704 UM0710 UM0610 UM0609")
def too_few_turns(s):
    s.raw["turns"] = 3


@plant(FEE, "UM0503", ("scenes", "dead-line"), line=3)
def all_declared(s):
    for c in s.scenes["dead-line"]["choices"]:
        c.update({"critical": CRITICAL, "why": "That harms."})


@plant(BAR, "UM0503", ("scenes", "round"), line=3, also="UM0603 UM0702 UM0704 UM0710 UM0718")
def all_overspent(s):
    for c in s.scenes["round"]["choices"]:
        c["spend"] = 500


@plant(WINE, "UM0504", ("scenes", "no-card", "choices", "own-card"), line=1, also="UM0712 UM0718 UM0710")
def declared_and_praised(s):
    s.scenes["no-card"]["stakes"] = 5
    s.choice("no-card", "own-card")["marks"] = dict.fromkeys(
        ("ownership", "authority", "inquiry", "right-first-time", "situation"), 2)


@plant(FEE, "UM0504", ("scenes", "wants-out", "choices", "which-card"), also="UM0702 UM0718")
def overspent_and_praised(s):
    s.choice("wants-out", "which-card").update({"spend": 400, "to": "record", "marks": {
        "real": 2, "trust": 2, "personalize": 2, "empathetic": 2, "fair": 2, "correct": 2, "ownership": 2}})


@plant(WINE, "UM0505", ("rubrics",), also="UM0613 UM0703")
def nothing_marked(s):
    s.strip()


@plant(WINE, "UM0506", ("rubrics",), also="UM0613 UM0703 UM0704")
def seesaw(s):
    s.strip()
    for n, c in enumerate(s.scenes["order"]["choices"]):
        c["marks"] = {"ownership": 1 - n % 2 * 2, "authority": n % 2 * 2 - 1}


# Text.

@plant(WINE, "UM0601", ("scenes", "order", "lines", 0, "say"))
def reversed_text(s):
    s.scenes["order"]["lines"][0] = {"say": "I only have \u202ehsac."}


@plant(FEE, "UM0601", ("scenes", "verify", "choices", 1, "why"))
def bell(s):
    s.scenes["verify"]["choices"][1]["why"] += " \u0007"


@plant(BAR, "UM0601", ("endings", "pub", "lines", 0))
def zero_width(s):
    s.endings["pub"]["lines"][0] = "They\u2060leave."


# What nobody sees.

@plant(WINE, "UM0602", ("scenes", "island"))
def island(s):
    s.add("island", {"id": "a", "say": "Hello?", "to": "descent"}, {"id": "b", "say": "Anybody?", "to": "island"})


@plant(FEE, "UM0602", ("scenes", "fifty"))
def misled(s):
    s.choice("found", "fifty-off")["to"] = "supervisor"


@plant(WINE, "UM0602", ("scenes", "return"), also="UM0612")
def never_drawn(s):
    s.scenes["bell"]["chance"][0]["when"] = "turns > 90"


@plant(WINE, "UM0603", ("scenes", "passed-by", "choices", "crouch", "when"), line=2)
def beyond_the_meter(s):
    s.choice("passed-by", "crouch")["when"] = "trust > 10"


@plant(WINE, "UM0603", ("scenes", "descent", "choices", "you-went", "when"), line=2)
def facts_that_come_together(s):
    s.choice("descent", "you-went").update({"when": "knows.card-cut and not knows.three-days", "otherwise": "Not yet."})


@plant(WINE, "UM0603", ("scenes", "galley", "choices", "look-him-up", "when"), line=1, also="UM0605 UM0609 UM0611 UM0712")
def wrong_voice(s):
    s.choice("galley", "look-him-up")["when"] = "voice == promoter and voice == imaginer"


@plant(WINE, "UM0604", ("endings", "nowhere"))
def spare_ending(s):
    s.endings["nowhere"] = {"outcome": "harmed", "lines": ["Nobody."]}


@plant(FEE, "UM0604", ("endings", "cut-off"))
def saved_from_it(s):
    for c in s.scenes["dead-line"]["choices"]:
        c["to"] = "found"


@plant(FEE, "UM0604", ("endings", "tired"))
def patience_nobody_loses(s):
    s.raw["patience"] = "tired"
    s.endings["tired"] = {"outcome": "lost", "lines": ["She sleeps."]}


@plant(WINE, "UM0605", ("scenes", "return", "lines", -1, "when"))
def unheard_line(s):
    s.scenes["return"]["lines"].append({"say": "Ah!", "when": "served"})


@plant(FEE, "UM0605", ("endings", "hung-up", "lines", -1, "when"))
def unheard_end(s):
    s.endings["hung-up"].setdefault("lines", []).append({"narrate": "She smiles.", "when": "frustration < 3"})


@plant(FEE, "UM0605", ("scenes", "the-line", "chance", 1, "lines", -1, "when"))
def unheard_draw(s):
    s.scenes["the-line"]["chance"][1].setdefault("lines", []).append({"narrate": "Click.", "when": "cleared"})


# Loops.

@plant(WINE, "UM0606", ("scenes", "hum"), line=4)
def two_scene_loop(s):
    s.raw["patience"] = "kind-word"
    s.choice("breath", "let-you-rest")["to"] = "hum"
    s.add("hum", {"id": "a", "say": "Hm.", "to": "hm"})
    s.add("hm", {"id": "a", "say": "Hum.", "to": "hum"})


@plant(FEE, "UM0606", ("scenes", "again"), line=2, also="UM0603 UM0611 UM0706 UM0714")
def loop_through_a_draw(s):
    s.raw["patience"] = "hung-up"
    s.choice("pushback", "through-to")["to"] = "again"
    s.add("again", {"id": "a", "say": "One moment.", "to": "toss"}, {"id": "b", "silent": True, "to": "again"})
    s.scenes["toss"] = {"lines": [], "chance": [{"to": "again"}, {"to": "again", "weight": 3}]}


@plant(BAR, "UM0606", ("scenes", "cloakroom"), line=2, also="UM0603")
def loop_with_a_locked_exit(s):
    s.raw["patience"], s.raw["turns"] = "pub", 12
    s.choice("coats", "take-coats")["to"] = "cloakroom"
    s.add("cloakroom", {"id": "a", "say": "Which hook?", "to": "cloakroom"},
          {"id": "out", "say": "Here.", "when": "till-nine", "otherwise": "Not found yet.", "to": "tree-table"})


# Flags, facts, meters.

@plant(WINE, "UM0607", ("flags", "spare"))
def spare_flag(s):
    s.raw["flags"]["spare"] = False


@plant(FEE, "UM0607", ("flags", "noted"))
def set_and_never_asked(s):
    s.raw["flags"]["noted"] = False
    s.choice("found", "we-moved-you").setdefault("effects", {})["noted"] = True


@plant(WINE, "UM0608", ("flags", "smiled"), also="UM0605")
def asked_and_never_set(s):
    s.raw["flags"]["smiled"] = False
    s.scenes["descent"]["lines"].append({"say": "You smiled.", "when": "smiled"})


@plant(FEE, "UM0608", ("flags", "rude"), also="UM0611")
def set_to_what_it_is(s):
    s.raw["flags"]["rude"] = False
    s.choice("found", "we-moved-you").setdefault("effects", {})["rude"] = False
    s.choice("opening", "look-into")["when"] = "not rude"


@plant(WINE, "UM0608", ("flags", "smiled"), also="UM0602 UM0605")
def set_on_an_island(s):
    s.raw["flags"]["smiled"] = False
    s.scenes["descent"]["lines"].append({"say": "You smiled.", "when": "smiled"})
    s.add("island", {"id": "a", "say": "Smile.", "effects": {"smiled": True}, "to": "descent"})


@plant(WINE, "UM0609", ("customer", "facts", "birthday"))
def spare_fact(s):
    s.raw["customer"]["facts"]["birthday"] = {"text": "It is his birthday.", "known": False}


@plant(WINE, "UM0609", ("customer", "facts", "rebooked"), also="UM0603 UM0605 UM0611")
def no_longer_revealed(s):
    s.choice("galley", "look-him-up")["reveals"] = []


@plant(WINE, "UM0610", ("mood", "hope"))
def spare_meter(s):
    s.raw["mood"]["hope"] = {"start": 5, "good": "high", "words": ["low", "high"]}


@plant(FEE, "UM0610", ("mood", "hope"))
def meter_at_its_end(s):
    s.raw["mood"]["hope"] = {"start": 10, "good": "high", "words": ["low", "high"]}
    s.choice("found", "we-moved-you").setdefault("effects", {})["hope"] = 2


@plant(FEE, "UM0610", ("mood", "hope"), also="UM0602")
def moved_on_an_island(s):
    s.raw["mood"]["hope"] = {"start": 4, "good": "high", "words": ["low", "high"]}
    s.add("island", {"id": "a", "say": "Yes.", "effects": {"hope": 2}, "to": "found"})


# Conditions.

@plant(WINE, "UM0611", ("scenes", "passed-by", "choices", "crouch", "when"))
def always_there(s):
    s.choice("passed-by", "crouch")["when"] = "trust >= 0"


@plant(WINE, "UM0611", ("scenes", "passed-by", "choices", "crouch", "when"))
def either_voice(s):
    s.choice("passed-by", "crouch")["when"] = "voice == promoter or voice == imaginer"


@plant(FEE, "UM0611", ("scenes", "supervisor", "choices", "take-her-over", "to", 0, "when"))
def always_that_way(s):
    s.choice("supervisor", "take-her-over")["to"] = [{"when": "turns >= 2", "to": "passed-on"}, {"to": "wants-out"}]


@plant(FEE, "UM0611", ("scenes", "the-line", "chance", 1, "when"))
def always_drawn(s):
    s.scenes["the-line"]["chance"][1]["when"] = "spent <= limit"


@plant(FEE, "UM0611", ("scenes", "found", "lines", -1, "when"))
def always_heard(s):
    s.scenes["found"]["lines"].append({"say": "Well?", "when": "knows.moved"})


@plant(FEE, "UM0612", ("scenes", "supervisor", "choices", "take-her-over", "to", 0, "when"))
def never_that_way(s):
    s.choice("supervisor", "take-her-over")["to"] = [{"when": "cleared", "to": "wants-out"}, {"to": "passed-on"}]


@plant(FEE, "UM0612", ("scenes", "the-line", "chance", 2, "when"))
def a_branch_that_never_takes_part(s):
    s.scenes["the-line"]["chance"].append({"to": "found", "when": "cleared"})


@plant(FEE, "UM0612", ("authority", "raise", 1, "when"))
def never_raised(s):
    s.raw["authority"]["raise"].append({"when": "seconds < 0", "limit": 500})


# Choices.

@plant(WINE, "UM0613", ("scenes", "passed-by", "choices", -1))
def copied(s):
    s.scenes["passed-by"]["choices"].append({**s.choice("passed-by", "walk-on"), "id": "stroll", "do": "Stroll past."})
    s.scenes["passed-by"]["choices"][-1].pop("say", None)


@plant(FEE, "UM0613", ("scenes", "say-again", "choices", -1))
def copied_in_other_words(s):
    twin = json.loads(json.dumps(s.choice("say-again", "within-a-day")))
    twin.update({"id": "soon", "say": "Soon.", "once": True, "effects": {"confidence": -1, "frustration": 0},
                 "to": [{"when": "cleared", "to": "the-others"}, {"to": "the-others"}]})
    s.scenes["say-again"]["choices"].append(twin)


@plant(BAR, "UM0613", ("scenes", "coats-again", "choices", -1), also="UM0611")
def copied_behind_a_gate(s):
    twin = {**s.choice("coats-again", "review-us"), "id": "stars", "when": "made-good"}
    s.scenes["coats-again"]["choices"].append(twin)


@plant(WINE, "UM0614", ("scenes", "order", "choices", 2, "examples", 0))
def same_example(s):
    s.choice("order", "cards-only")["examples"] = ["We take cards.", "One moment."]
    s.choice("order", "finish-row")["examples"] = ["one  MOMENT."]


@plant(WINE, "UM0614", ("scenes", "passed-by", "choices", 2, "examples", 0))
def same_example_never_together(s):
    s.choice("passed-by", "go-ahead")["examples"] = ["Here you are."]
    s.choice("passed-by", "kept-you")["examples"] = ["Here you are."]


@plant(WINE, "UM0615", ("mood", "ownership"))
def meter_like_a_criterion(s):
    s.raw["mood"]["ownership"] = {"start": 3, "good": "high", "words": ["low", "high"]}
    s.choice("order", "cards-only")["effects"]["ownership"] = -1


@plant(FEE, "UM0615", ("mood", "fair"))
def another_meter_like_a_criterion(s):
    s.raw["mood"]["fair"] = {"start": 3, "good": "high", "words": ["low", "high"]}
    s.choice("opening", "look-into")["effects"]["fair"] = -1


@plant(WINE, "UM0616", ("endings", "window", "marks"))
def no_reason(s):
    del s.endings["window"]["why"]


@plant(BAR, "UM0616", ("endings", "as-at-home", "marks"))
def no_reason_for_good(s):
    del s.endings["as-at-home"]["why"]


@plant(WINE, "UM0220", ("scenes", "order", "choices", 0, "marks"))
def no_reason_for_a_choice(s):
    del s.choice("order", "cards-only")["why"]


@plant(FEE, "UM0220", ("scenes", "found", "choices", 0, "critical"))
def no_reason_for_a_critical(s):
    c = s.choice("found", "check-something")
    for key in ("marks", "why"):
        del c[key]
    c["critical"] = CRITICAL


@plant(WINE, "UM0226", ("scenes", "order", "window", "choice"))
def window_that_may_be_gone(s):
    s.choice("order", "look-at-reader")["when"] = "trust > 1"


@plant(FEE, "UM0226", ("scenes", "opening", "window", "choice"))
def window_only_once(s):
    s.choice("opening", "keep-typing")["once"] = True


@plant(FEE, "UM0701", ("scenes", "worse"), line=3)
def from_bad_to_worse(s):
    s.choice("record", "open-colleague")["to"] = "worse"
    s.add("worse", {"id": "a", "say": "Never mind.", "critical": CRITICAL, "why": "No.", "to": "found"},
          {"id": "b", "silent": True, "critical": CRITICAL, "why": "No.", "marks": {"fair": -1}, "to": "hung-up"})


@plant(FEE, "UM0701", ("scenes", "worse"), line=3, also="UM0702 UM0718")
def from_bad_to_spending(s):
    s.choice("record", "open-colleague")["to"] = "worse"
    s.add("worse", {"id": "a", "say": "Take it all.", "spend": 900, "to": "found"},
          {"id": "b", "say": "And more.", "spend": 901, "marks": {"fair": -1}, "why": "No.", "to": "hung-up"})


@plant(WINE, "UM0702", ("scenes", "return", "choices", 0, "spend"))
def above_the_limit(s):
    s.choice("return", "set-it-down")["spend"] = 25.01


@plant(FEE, "UM0702", ("scenes", "good-news", "choices", 1, "spend"))
def above_every_raise(s):
    s.choice("good-news", "lucky-tonight").update({"spend": 301, "critical": CRITICAL})


# Criteria.

@plant(WINE, "UM0703", ("rubrics", 1, "file"))
def a_criterion_left_out(s):
    s.strip("timely")


@plant(FEE, "UM0703", ("rubrics", 0, "file"))
def marked_everywhere_alike(s):
    s.strip("real")
    for c in s.scenes["opening"]["choices"]:
        c.setdefault("marks", {})["real"] = 1


@plant(WINE, "UM0704", ("rubrics", 1, "file"))
def never_very_good(s):
    for marks in s.every_marks():
        if marks.get("timely", 0) > 0:
            del marks["timely"]
    s.choice("return", "set-it-down")["marks"]["timely"] = 1


@plant(FEE, "UM0704", ("rubrics", 0, "file"))
def never_very_bad(s):
    for marks in s.every_marks():
        if marks.get("empathetic", 0) < 0:
            del marks["empathetic"]


@plant(WINE, "UM0705", ("rubrics", 1, "file"))
def one_counted_twice(s):
    for marks in s.every_marks():
        marks.pop("timely", None)
        if "fitting" in marks:
            marks["timely"] = marks["fitting"]


@plant(FEE, "UM0705", ("rubrics", 0, "file"), also="UM0704")
def one_counted_at_half(s):
    for marks in s.every_marks():
        marks.pop("fair", None)
        if "real" in marks:
            marks["real"] = 2 if marks["real"] > 0 else -2
            marks["fair"] = marks["real"] // 2


# What choices are worth.

@plant(FEE, "UM0706", ("scenes", "interlude"), line=1, also="UM0613")
def nothing_to_decide(s):
    s.choice("opening", "look-into")["to"] = "interlude"
    s.add("interlude", {"id": "a", "say": "One moment.", "to": "verify"},
          {"id": "b", "say": "A moment.", "effects": {"frustration": 0}, "to": "verify"})


@plant(FEE, "UM0706", ("scenes", "interlude"), line=1)
def nothing_to_decide_after_a_draw(s):
    s.choice("opening", "look-into")["to"] = "toss"
    s.scenes["toss"] = {"lines": [], "chance": [{"to": "interlude"}, {"to": "verify"}]}
    s.raw["mood"]["hope"] = {"start": 4, "good": "high", "words": ["low", "high"]}
    s.add("interlude", {"id": "a", "say": "One moment.", "effects": {"hope": 1}, "to": "verify"},
          {"id": "b", "say": "A moment.", "to": "verify"})


@plant(SKETCH, "UM0707", ("scenes",))
def long_is_right(s):
    s.choice("order", "cards-only")["say"] = "Cards only."
    s.choice("decide", "give-it")["say"] = "It's on us. Enjoy it, you have earned it, and sleep well afterwards."
    s.choice("passed-by", "bring-it")["say"] = "I'm just going to give you the wine. I can tell you need it."


@plant(SKETCH, "UM0708", ("scenes",))
def first_is_right(s):
    order = {"order": "see-what-i-can-do", "passed-by": "bring-it", "decide": "give-it"}
    for scene, best in order.items():
        s.scenes[scene]["choices"].sort(key=lambda c: c["id"] != best)


@plant(WINE, "UM0714", ("scenes", "order", "choices", "look-at-reader"), line=0, also="UM0712")
def silence_is_golden(s):
    s.choice("order", "look-at-reader").update({"to": "confides", "marks": {
        "ownership": 2, "inquiry": 2, "situation": 2, "authority": 2, "right-first-time": 2, "personal": 2,
        "initiative": 2, "timely": 2, "fitting": 2}})


@plant(BAR, "UM0714", ("scenes", "story", "choices", "just-listen"), line=4, also="UM0712 UM0716")
def silence_wins(s):
    s.choice("story", "just-listen")["marks"] = {"empathetic": 2, "initiative": 2, "fair": 2, "fitting": 2, "real": 2}


# The pass mark.

@plant(WINE, "UM0709", ("pass",))
def only_with_luck(s):
    s.raw["pass"] = 100


@plant(SKETCH, "UM0709", ("pass",), also="UM0704 UM0710")
def needs_that_exclude_each_other(s):
    s.raw["pass"] = 20
    s.raw["needs"] = {"empowerment": 100, "do-the-unexpected.initiative": 100}
    s.choice("passed-by", "bring-it")["marks"] = {"ownership": -1, "initiative": 1}
    s.choice("decide", "give-it")["marks"] = {"ownership": 2}


@plant(WINE, "UM0710", ("pass",))
def clicking_is_enough(s):
    s.raw["pass"] = 20


@plant(BAR, "UM0710", ("pass",))
def anything_is_enough(s):
    s.raw["pass"] = 0


@plant(BAR, "UM0711", ("pass",))
def one_voice_needs_luck(s):
    s.scenes["toss"] = {"lines": [], "chance": [{"to": "pub", "adverse": True, "weight": 3}, {"to": "tree-table"}]}
    s.choice("door", "by-the-tree")["to"] = [{"when": "voice == persister", "to": "toss"}, {"to": "tree-table"}]
    for name in ("crazy-night", "start-at-bar", "confirmation", "read-screen"):
        s.choice("door", name)["to"] = [{"when": "voice == persister", "to": "toss"}, {"to": "coats"}]


@plant(WINE, "UM0711", ("pass",), also="UM0604 UM0605 UM0611")
def one_voice_is_cut_short(s):
    s.raw["pass"] = 95
    s.scenes["toss"] = {"lines": [], "chance": [{"to": "window", "adverse": True}, {"to": "passed-by"}]}
    for c in s.scenes["order"]["choices"]:
        to = c["to"] if isinstance(c["to"], str) else "passed-by"
        c["to"] = [{"when": "voice == imaginer", "to": "toss"}, {"to": to}]


# Endings, draws, voices.

@plant(WINE, "UM0712", ("endings", "told-aloud"))
def worst_is_called_best(s):
    s.endings["told-aloud"]["outcome"] = "delighted"
    s.endings["raised-glass"]["outcome"] = "harmed"


@plant(BAR, "UM0712", ("endings", "as-at-home"), also="UM0716 UM0718")
def the_best_is_punished(s):
    s.endings["as-at-home"].update({"why": "No.", "marks": dict.fromkeys(
        ("real", "trust", "fair", "personalize", "correct", "empathetic", "personal", "fitting", "timely"), -2)})


@plant(WINE, "UM0713", ("endings", "window"), line=3)
def left_early(s):
    del s.endings["window"]["marks"]["right-first-time"]


@plant(FEE, "UM0713", ("endings", "hung-up"))
def left_early_with_a_zero(s):
    s.endings["hung-up"]["marks"]["right-first-time"] = 0


@plant(WINE, "UM0715", ("customer", "voices"), also="UM0611 UM0612 UM0605 UM0714")
def one_voice_twice(s):
    for c in s.choices():
        c.pop("voice-marks", None)
        c.pop("voice-effects", None)
        if isinstance(c["to"], list) and "voice" in c["to"][0].get("when", ""):
            c["to"] = "passed-by"
        if "voice" in c.get("when", ""):
            del c["when"]


@plant(FEE, "UM0715", ("customer", "voices"))
def hardly_a_difference(s):
    for c in s.choices():
        c.pop("voice-marks", None)
        c.pop("voice-effects", None)


@plant(WINE, "UM0716", ("scenes", "bell", "chance", 0, "to"), line=2)
def luck_called_bad(s):
    s.scenes["bell"]["chance"][0]["adverse"] = True


@plant(FEE, "UM0716", ("scenes", "the-line", "chance", 1, "to"), line=3)
def the_long_way_pays(s):
    s.choice("dead-line", "dial-her").update({"marks": {"fair": 2, "real": 2}, "why": "The long way."})


@plant(WINE, "UM0404", ("rubrics", 0, "file"))
def outside(s):
    s.raw["rubrics"][0]["file"] = "../rubrics/empowerment.json"


@plant(WINE, "UM0404", ("rubrics", 1, "file"))
def absolute(s):
    s.raw["rubrics"][1]["file"] = "/etc/rubric.json"


# Running them.

def find_path(located, raw, path):
    """A path with ids of choices and positions from the end turned into positions."""
    found, node = [], raw
    for step in path:
        if isinstance(node, list):
            ids = [b.get("id") if isinstance(b, dict) else None for b in node]
            step = ids.index(step) if isinstance(step, str) else step % len(node)
        found.append(step)
        node = node[step] if isinstance(node, list) or step in node else None
    return tuple(found)


def line_of(located, raw, path):
    path = find_path(located, raw, path)
    while path not in located.parts:
        path = path[:-1]
    inner = [*path]
    if isinstance(value := part(raw, path), dict) and "id" in value and isinstance(path[-1], int):
        inner.append("id")
    return located.line(tuple(inner))


def part(raw, path):
    for step in path:
        raw = raw[step]
    return raw


def check(program, path):
    done = subprocess.run([program, "check", "--format", "json", path], capture_output=True, text=True, timeout=300)
    if done.returncode not in (0, 1):
        raise AssertionError(f"exit {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)["diagnostics"]


def run(program, folder, planting, known):
    """What is wrong with how a planting was found."""
    change, file, code, at, length, also = planting
    place = os.path.join(folder, file)
    with open(os.path.join(ROOT, file), encoding="utf-8") as original:
        raw = json.load(original)
    change(Story(raw))
    with open(place, "w", encoding="utf-8") as planted:
        json.dump(raw, planted, indent=2, ensure_ascii=False)
    found = check(program, place)
    with open(place, "rb") as planted:
        located = Located(planted.read())
    rows = [r for r in found if r["code"] == code]
    wrong = []
    if at:
        line = line_of(located, raw, at)
        rows = [r for r in rows if r["line"] == line]
    if not rows:
        others = [f"{r['code']} at line {r['line']}" for r in found]
        wrong.append(f"{code} not found at {at} (there: {', '.join(others)})")
    elif length is not None and len(rows[0]["choices"] or []) != length:
        wrong.append(f"{code}: the line has {rows[0]['choices']}, {length} choices are enough")
    extra = {(r["code"], r["message"]) for r in found if r["code"] not in also | {code}} - known
    return wrong + [f"also found: {c} {message}" for c, message in sorted(extra)]


def main():
    program = os.path.abspath(sys.argv[1])
    only = sys.argv[2:]
    folder = tempfile.mkdtemp(prefix="plantings-")
    for part_ in ("scenarios", "Tests/Fixtures/cash-only-sketch"):
        shutil.copytree(os.path.join(ROOT, part_), os.path.join(folder, part_))
    known = {f: {(r["code"], r["message"]) for r in check(program, os.path.join(ROOT, f))} for f in {p[1] for p in PLANTINGS}}
    failed = 0
    for planting in PLANTINGS:
        if only and planting[0].__name__ not in only:
            continue
        wrong = run(program, folder, planting, known[planting[1]])
        failed += bool(wrong)
        for words in wrong:
            print(f"{planting[0].__name__}: {words}")
    shutil.rmtree(folder)
    codes = {p[2] for p in PLANTINGS}
    print(f"{len(PLANTINGS)} plantings of {len(codes)} kinds, {failed} not as they should be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
