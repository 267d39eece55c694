"""Properties on random scenarios; every failure names its seed."""

import random
import tempfile
import unittest
from fractions import Fraction

import compare
import generate
import grade
import play
import walk

SEEDS = range(1, 151)
LEAVES = 20_000


class Tree:
    """Everything again without merging states or leaving anything out: whole plays, one by one."""

    def __init__(self, solution):
        self.s, self.scenario = solution, solution.scenario
        self.leaves = 0
        self.totals, self.clean = [], []
        first = play.start(self.scenario, solution.graph.voice)
        self.star, self.uniform = self.visit(first, [0] * len(self.scenario.criteria))

    def visit(self, state, totals):
        """Best expected and random score from here."""
        if state.ended():
            return self.leaf(compare.plus(totals, play.last_points(state)), state)
        if play.waits_for_draw(state):
            open_ = [(b.weight, self.visit(play.draw(state, b), totals)) for _, b in play.branches(state)]
            whole = sum(w for w, _ in open_)
            return tuple(sum(w * v[n] for w, v in open_) / Fraction(whole) for n in (0, 1))
        found = []
        for choice in play.available(state):
            after, gave = play.take(state, choice)
            found.append((gave.critical, self.visit(after, compare.plus(totals, gave.now))))
        best = [v[0] for critical, v in found if not critical] or [v[0] for _, v in found]
        return max(best), sum(v[1] for _, v in found) / Fraction(len(found))

    def leaf(self, totals, state):
        self.leaves += 1
        if self.leaves > LEAVES:
            raise OverflowError
        self.totals.append(totals)
        if not state.critical:
            self.clean.append(totals)
        score = Fraction(self.s.score(totals))
        return score, score


class RandomScenarios(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.made = [(seed, generate.generate(seed, f"{cls.folder.name}/{seed}", "small" if seed % 3 else "medium"))
                    for seed in SEEDS]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_the_parts_add_up_to_the_score(self):
        for seed, made in self.made:
            for choices, voice, draws in generate.random_plays(made.scenario, random.Random(seed), 5):
                sheet = grade.Sheet(made.solutions[voice], grade.Play.complete(made.scenario, choices, voice, draws))
                parts = sheet.solution.expected - sum(t["regret"] for t in sheet.turns) + sheet.luck
                with self.subTest(seed=seed, choices=choices, voice=voice, draws=draws):
                    self.assertEqual(sheet.score, parts)
                    for turn in sheet.turns:
                        self.assertEqual(turn["regret"], turn["before"] - turn["after"])

    def test_merged_states_give_what_whole_plays_give(self):
        compared = 0
        for seed, made in self.made:
            for voice, solution in made.solutions.items():
                try:
                    tree = Tree(solution)
                except OverflowError:
                    continue
                compared += 1
                with self.subTest(seed=seed, voice=voice):
                    self.assertEqual(list(map(min, zip(*tree.totals))), solution.low)
                    self.assertEqual(list(map(max, zip(*tree.clean))), solution.high)
                    self.assertEqual(max(map(solution.raw, tree.clean)), solution.raw_best)
                    self.assertEqual(min(map(solution.raw, tree.totals)), solution.raw_worst)
                    self.assertEqual((tree.star, tree.uniform), (solution.expected, solution.random))
        self.assertGreater(compared, len(SEEDS))

    def test_the_lines_of_a_walk_are_worth_what_is_claimed(self):
        for seed, made in self.made:
            for voice, solution in made.solutions.items():
                found = walk.walk(made.scenario, voice)
                with self.subTest(seed=seed, voice=voice):
                    for key, score in (("best", 100), ("worst", 0)):
                        self.assertEqual(found[key]["score"], score)
                        worth = [s for _, s in compare.outcomes(solution, found[key]["line"])]
                        self.assertIn(score, worth)

    def test_the_scenarios_have_everything_in_them(self):
        """Otherwise the comparison with the program would be silent about it."""
        met = set()
        for seed, made in self.made:
            s = made.scenario
            met |= {"voices"} if len(s.voices) > 1 else set()
            for choices, voice, draws in generate.random_plays(s, random.Random(seed), 12):
                sheet = grade.grade(made.solutions[voice], choices, draws)
                met |= things(sheet) | ({"patience"} if len(choices) == s.turns else set())
        wanted = {f"{g} {h}" for g in ("basics", "authority", "proportion", "clean") for h in (True, False)}
        wanted |= {"pass", "not-yet", "fail", "best", "excellent", "good", "slip", "mistake", "blunder",
                   "critical", "only-move", "unexpected", "taken", "luck", "chained draws", "no skill",
                   "not applicable", "marks on the ending", "declared and overspent", "patience", "voices",
                   "a choice again", "below random", "no meters"}
        self.assertEqual(wanted - met, set())


def things(sheet):
    """Words for what happened in a play."""
    turns, places = sheet["turns"], [(t["scene"], t["choice"]) for t in sheet["turns"]]
    errors = [c["turn"] for c in sheet["critical"]]
    found = {f"{gate} {held}" for gate, held in sheet["gates"].items()} | {sheet["verdict"]}
    found |= {t["label"] for t in turns}
    found |= {flag for flag in ("only-move", "unexpected") for t in turns if t[flag]}
    tests = {
        "taken": sheet["unexpected"]["taken"], "luck": sheet["luck"], "no skill": sheet["skill"] is None,
        "chained draws": any(len(t["draws"]) > 1 for t in turns),
        "not applicable": any(not c["applicable"] for r in sheet["rubrics"] for c in r["criteria"]),
        "marks on the ending": sheet["ending"]["marks"], "a choice again": len(set(places)) < len(places),
        "declared and overspent": len(set(errors)) < len(errors),
        "below random": (sheet["skill"] or 0) < 0, "no meters": sheet["simulated"]["recommend"] is None,
    }
    return found | {word for word, holds in tests.items() if holds}


if __name__ == "__main__":
    unittest.main()
