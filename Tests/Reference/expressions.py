"""Conditions: the grammar of the scenario format, type checked, compiled to functions.

A compiled condition is called with a state that offers `values` (meters, flags and
`knows.FACT` by name), `spent`, `turns`, `seconds`, `voice` and `limit()`. Money is in
hundredths.
"""

import operator
import re

VOICES = ("harmonizer", "thinker", "persister", "rebel", "promoter", "imaginer")
TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)(?![a-z0-9.-])"
    r"|(?P<name>[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?)"
    r"|(?P<mark><=|>=|==|!=|<|>|\(|\)))"
)
COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}


class Mistake(Exception):
    """Something in a file that the author has to change, in words."""


class Condition:
    """A boolean expression: `test(state)`, and the names it reads."""

    def __init__(self, text, test, names):
        self.text, self.test, self.names = text, test, names


def tokens(text):
    """The tokens of `text` as (kind, text, position)."""
    found, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if not match:
            raise Mistake(f"condition '{text}': cannot read '{text[at:].strip()}'")
        found.append((match.lastgroup, match.group(match.lastgroup), match.start(match.lastgroup)))
        at = match.end()
    return found + [("end", "", len(text))]


class Parser:
    """Recursive descent over the tokens; every method returns (type, function)."""

    def __init__(self, text, scope):
        self.text, self.scope = text, scope
        self.tokens, self.at, self.names = tokens(text), 0, set()

    def fail(self, why):
        raise Mistake(f"condition '{self.text}', column {self.tokens[self.at][2] + 1}: {why}")

    def peek(self):
        return self.tokens[self.at][1]

    def take(self, word):
        if self.peek() != word:
            return False
        self.at += 1
        return True

    def whole(self):
        kind, test = self.disjunction()
        if self.tokens[self.at][0] != "end":
            self.fail(f"'{self.peek()}' is not expected here")
        if kind != "bool":
            self.fail("this is not a yes/no condition")
        return test

    def disjunction(self):
        return self.chain("or", self.conjunction, lambda a, b: lambda s: a(s) or b(s))

    def conjunction(self):
        return self.chain("and", self.negation, lambda a, b: lambda s: a(s) and b(s))

    def chain(self, word, part, join):
        kind, test = part()
        while self.peek() == word:
            self.at += 1
            other, right = part()
            if kind != "bool" or other != "bool":
                self.fail(f"both sides of '{word}' must be yes/no conditions")
            test = join(test, right)
        return kind, test

    def negation(self):
        if not self.take("not"):
            return self.comparison()
        kind, test = self.negation()
        if kind != "bool":
            self.fail("'not' needs a yes/no condition")
        return "bool", lambda s: not test(s)

    def comparison(self):
        left = self.term()
        sign = self.peek()
        if sign not in COMPARE:
            return left
        self.at += 1
        right = self.term()
        compare = COMPARE[sign]
        kind, a, b = self.unify(left, right)
        if kind in ("bool", "voice") and sign not in ("==", "!="):
            self.fail(f"'{sign}' cannot compare these")
        return "bool", lambda s: compare(a(s), b(s))

    def unify(self, left, right):
        """The common type of the two sides and their functions."""
        kinds = {left[0], right[0]}
        if kinds <= {"integer", "whole"}:
            return "integer", left[1], right[1]
        if kinds <= {"money", "whole"}:
            return "money", self.cents(left), self.cents(right)
        if kinds == {"bool"}:
            return "bool", left[1], right[1]
        if kinds == {"voice", "voice-name"}:
            return "voice", left[1], right[1]
        self.fail(f"cannot compare {left[0]} with {right[0]}")

    def cents(self, side):
        kind, value = side
        return value if kind == "money" else lambda s: value(s) * 100

    def term(self):
        kind, word, _ = self.tokens[self.at]
        if kind == "end":
            self.fail("something is missing at the end")
        self.at += 1
        if kind == "number":
            return self.number(word)
        if kind == "name":
            return self.name(word)
        if word != "(":
            self.at -= 1
            self.fail(f"'{word}' is not expected here")
        inner = self.disjunction()
        if not self.take(")"):
            self.fail("')' is missing")
        if inner[0] != "bool":
            self.fail("only a yes/no condition can be in parentheses")
        return inner

    def number(self, word):
        if "." not in word:
            value = int(word)
            return "whole", lambda s: value
        units, decimals = word.split(".")
        if units.startswith("-") or len(decimals) > 2:
            self.fail("money is digits with one or two decimals")
        value = int(units) * 100 + int(decimals.ljust(2, "0"))
        return "money", lambda s: value

    def name(self, word):
        if word in ("true", "false"):
            value = word == "true"
            return "bool", lambda s: value
        kind = self.scope.get(word)
        if kind is None:
            self.at -= 1
            self.fail(f"'{word}' is not known here")
        if kind == "voice-name":
            return kind, lambda s: word
        self.names.add(word)
        readers = {
            "turns": lambda s: s.turns, "seconds": lambda s: s.seconds,
            "spent": lambda s: s.spent, "limit": lambda s: s.limit(), "voice": lambda s: s.voice,
        }
        return kind, readers.get(word) or (lambda s: s.values[word])


def parse(text, scope):
    """The condition in `text`; `scope` gives the type of every name."""
    if not isinstance(text, str):
        raise Mistake(f"a condition must be a text, not {text!r}")
    parser = Parser(text, scope)
    test = parser.whole()
    return Condition(text, test, frozenset(parser.names))
