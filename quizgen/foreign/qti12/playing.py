"""Response processing of QTI 1.2: which conditions hold for a response, what it is worth and what is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from quizgen.foreign.judged.playing import Played, Response, UnknownError, amount
from quizgen.foreign.numbers import number
from quizgen.foreign.xml.tree import Element


class Player:
    """Plays the conditions of one item."""

    def __init__(self, item: Element) -> None:
        self.conditions = item.within("respcondition")
        self._variables = {one.get("varname", "SCORE"): one for one in item.within("decvar")}
        named = [name for name in self._variables if name.upper() == "SCORE"]
        self._score = (named or [*self._variables] or ["SCORE"])[0]

    @property
    def most(self) -> Fraction | None:
        """The score of a right answer, as the item declares it."""
        declared = self._variables.get(self._score)
        found = number(declared.get("maxvalue")) if declared else None
        return found or None

    def played(self, response: Response) -> Played:
        """What a response gives; raises UnknownError for what is not read."""
        declared = self._variables.get(self._score)
        score = (number(declared.get("defaultval")) if declared else None) or Fraction(0)
        shown: set[str] = set()
        matched = False
        for one in self.conditions:
            if not self._holds(one, response, matched):
                continue
            for var in one.all("setvar"):
                score = self._set(score, var)
                matched = True
            shown |= {said.get("linkrefid") for said in one.all("displayfeedback")}
            if one.get("continue").lower() == "no":
                break
        return Played(score, frozenset(shown))

    def _set(self, score: Fraction, var: Element) -> Fraction:
        if var.get("varname", "SCORE") != self._score and len(self._variables) > 1:
            return score
        text = var.text.strip()
        value = self.most or Fraction(1) if text.lower().endswith(".max") else number(text)
        action = var.get("action", "Set").lower()
        if value is None or action not in _ACTIONS or (action == "divide" and not value):
            raise UnknownError(f"setvar {action} {text}")
        return _ACTIONS[action](score, value)

    def _holds(self, condition: Element, response: Response, matched: bool) -> bool:  # noqa: FBT001
        """Whether a condition holds; ``other`` does where none before it gave or took points."""
        tests = condition.first("conditionvar")
        return all(holds(one, response, other=not matched) for one in tests) if tests else True


_ACTIONS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "set": lambda _, value: value,
    "add": lambda score, value: score + value,
    "subtract": lambda score, value: score - value,
    "multiply": lambda score, value: score * value,
    "divide": lambda score, value: score / value,
}


def holds(test: Element, response: Response, *, other: bool = True) -> bool:
    """Whether a test holds for a response; raises UnknownError for one that is not read."""
    name = test.name
    if name in {"and", "or", "not"}:
        inside = [holds(one, response, other=other) for one in test]
        return all(inside) if name == "and" else any(inside) if name == "or" else not any(inside)
    given = response.get(test.get("respident"), ())
    if name == "other":
        return other
    if name == "unanswered":
        return not given
    if name in _COMPARED:
        return any(_COMPARED[name](one, test) for one in given)
    raise UnknownError(name)


def _equal(given: str, test: Element) -> bool:
    wanted, said = test.text.strip(), given.strip()
    mine, theirs = amount(said), number(wanted)
    if mine is not None and theirs is not None:
        return mine == theirs
    return said == wanted or (test.get("case", "No").lower() == "no" and said.casefold() == wanted.casefold())


def _compared(holding: Callable[[Fraction, Fraction], bool]) -> Callable[[str, Element], bool]:
    def compare(given: str, test: Element) -> bool:
        mine, bound = amount(given), number(test.text)
        return mine is not None and bound is not None and holding(mine, bound)

    return compare


_COMPARED: Mapping[str, Callable[[str, Element], bool]] = {
    "varequal": _equal,
    "vargte": _compared(lambda mine, bound: mine >= bound),
    "vargt": _compared(lambda mine, bound: mine > bound),
    "varlte": _compared(lambda mine, bound: mine <= bound),
    "varlt": _compared(lambda mine, bound: mine < bound),
    "varsubstring": lambda given, test: test.text.strip().casefold() in given.casefold(),
    "varsubset": lambda given, test: given in {one.strip() for one in test.text.split(",")},
}
