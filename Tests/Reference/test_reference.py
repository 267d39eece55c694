"""python3 -m unittest, in this folder: the reference against numbers worked out by hand."""

import os
import unittest

import expressions
import grade
import lint
import model
import play
import solve

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Fixtures")


def solution(name, voice=None):
    return solve.solve(model.load(os.path.join(FIXTURES, name, f"{name}.json")), voice)


class WorkedExample(unittest.TestCase):
    """The table in the grading rules."""

    TABLE = [
        ("b f h", (100, 100, 100), 100, 100, (0, 0, 0), 1, "pass"),
        ("a d h", (50, 100, 100), 80, 76.47, (23.53, 0, 0), .649, "pass"),
        ("silence d h", (66.67, 100, 100), 86.67, 84.31, (15.69, 0, 0), .766, "pass"),
        ("b f j", (100, 50, 50), 70, 64.71, (0, 0, 35.29), .474, "not-yet"),
        ("b g i", (83.33, 0, 0), 33.33, 21.57, (0, 25.49, 52.94), -.169, "fail"),
        ("a c", (0, 0, 50), 15, 0, (23.53, 76.47), -.490, "not-yet"),
    ]

    @classmethod
    def setUpClass(cls):
        cls.solution = solution("worked-example")

    def test_every_row_of_the_table(self):
        for choices, percents, raw, score, regrets, skill, verdict in self.TABLE:
            with self.subTest(choices):
                sheet = grade.grade(self.solution, choices.split())
                found = [c["percent"] for r in sheet["rubrics"] for c in r["criteria"]]
                self.close(found, percents)
                self.close([sheet["raw"], sheet["score"]], [raw, score])
                self.close([t["regret"] for t in sheet["turns"]], regrets)
                self.assertAlmostEqual(sheet["skill"], skill, delta=5e-4)
                self.assertEqual(sheet["verdict"], verdict)

    def close(self, found, wanted):
        self.assertEqual(len(found), len(wanted))
        for a, b in zip(found, wanted):
            self.assertAlmostEqual(a, b, delta=5e-3)

    def test_the_ranges_and_the_random_score(self):
        sheet = grade.grade(self.solution, ["b", "f", "h"])
        ranges = [(c["lowest"], c["highest"]) for r in sheet["rubrics"] for c in r["criteria"]]
        self.assertEqual(ranges, [(-3, 3), (0, 2), (-2, 2)])
        self.assertEqual((sheet["raw-best"], sheet["raw-worst"]), (100, 15))
        self.close([sheet["random"]], [32.90])
        raw_random = 15 + sheet["random"] * .85
        self.close([raw_random], [42.96])

    def test_spending_above_the_limit_is_a_business_error(self):
        sheet = grade.grade(self.solution, ["b", "g", "i"])
        self.assertEqual([(c["turn"], c["family"]) for c in sheet["critical"]], [(2, "business")])

    def test_a_play_that_does_not_fit_names_the_turn(self):
        for choices, turn in (("b", 2), ("b f h j", 4), ("b c", 2)):
            with self.assertRaisesRegex(grade.Unplayable, f"turn {turn}:"):
                grade.grade(self.solution, choices.split())


class Draws(unittest.TestCase):
    """The vectors in the scenario format."""

    def test_the_first_output_for_weather(self):
        self.assertEqual(play.splitmix(play.fnv1a(b"0:weather:1")), 0xBD25CDFF7EBC336D)

    def test_the_branches_for_weather(self):
        wanted = {0: [2, 2], 1: [0, 2], 42: [2, 0], 9007199254740991: [1, 2]}
        for seed, branches in wanted.items():
            self.assertEqual([play.drawn(seed, "weather", v, [1, 2, 3]) for v in (1, 2)], branches)


class CashOnly(unittest.TestCase):
    """The example of the scenario format."""

    def test_the_identity_holds_for_every_play(self):
        for choices in ("cards-only walk-past", "cards-only bring-it", "silence bring-it",
                        "see-what-i-can-do nothing-after-all", "see-what-i-can-do give-it",
                        "see-what-i-can-do wine-and-upgrade"):
            sheet = grade.grade(solution("cash-only-sketch"), choices.split())
            parts = sheet["expected"] + sheet["luck"] - sum(t["regret"] for t in sheet["turns"])
            self.assertAlmostEqual(sheet["score"], parts, delta=1e-8)

    def test_the_second_chance(self):
        sheet = grade.grade(solution("cash-only-sketch"), ["cards-only", "bring-it"])
        self.assertEqual(sheet["unexpected"], {"offered": 1, "taken": 1})
        self.assertEqual(sheet["simulated"], {"satisfaction": 3.8, "recommend": 7})
        self.assertEqual([c["percent"] for r in sheet["rubrics"] for c in r["criteria"]], [50, 100])


class Lint(unittest.TestCase):
    def rows(self, name):
        scenario, found = lint.lint(os.path.join(FIXTURES, name, f"{name}.json"))
        return found.rows

    def test_the_example_of_the_format_has_no_errors_and_no_warnings(self):
        self.assertEqual([r.severity for r in self.rows("cash-only-sketch")], ["note"] * 2)

    def test_the_worked_example_has_its_neutral_gift(self):
        self.assertEqual([r.sentence for r in self.rows("worked-example") if r.severity != "note"], [
            "neutral gift: ending 'over' can be reached without 'fairness.even' coming up,"
            " which keeps 50 percent of it"])


class Conditions(unittest.TestCase):
    SCOPE = {"turns": "integer", "mood": "integer", "spent": "money", "limit": "money", "voice": "voice",
             "rebel": "voice-name", "sad": "bool", "not-yet": "bool", "knows.name": "bool"}

    def value(self, text):
        state = play.State()
        state.scenario = model.Record(limit=1000, raises=[])
        state.values = {"mood": -3, "sad": True, "not-yet": False, "knows.name": True}
        state.turns, state.spent, state.voice = 2, 750, "rebel"
        return expressions.parse(text, self.SCOPE).test(state)

    def test_what_holds(self):
        for text in ("mood==-3", "not not-yet", "not sad == false", "false and false or true", "spent < 8",
                     "spent >= 7.5", "7.50 == spent", "spent<limit", "voice != rebel or sad",
                     "(turns > 1) == knows.name", "not (sad and not-yet)", "2.5 > 2"):
            self.assertTrue(self.value(text), text)

    def test_what_is_refused(self):
        for text in ("3and sad", "turns", "mood < 2.5", "sad < true", "voice == thinker", "mood - 1 == 0",
                     "sad ==", "(mood) < 3", "turns == 1 == sad", "spent > -1.5", "nobody", "", "sad sad"):
            with self.assertRaises(expressions.Mistake, msg=text):
                self.value(text)


class Rounding(unittest.TestCase):
    def test_halves_go_away_from_zero_and_nothing_is_minus_zero(self):
        self.assertEqual(str(grade.rounded(solve.Fraction(-1, 10**11))), "0")
        self.assertEqual(grade.rounded(solve.Fraction(-5, 10**10)), -1e-9)
        self.assertEqual(grade.rounded(solve.Fraction(5, 10**10)), 1e-9)


if __name__ == "__main__":
    unittest.main()
