"""What the answers of Moodle's questions say: options, numbers, words, pairs and steps."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.foreign.model import Accepted, Asked, Choosable, Choosing, Number, Pair, Pairs, Passage, Steps, Unit, Words
from quizgen.foreign.moodle.texts import Texts
from quizgen.foreign.numbers import number, share
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.tree import Element

_FALSE = {"", "0", "false"}
"""What Moodle reads as no; anything else is yes."""


class Answers:
    """Reads the answers of one question."""

    def __init__(self, question: Element, texts: Texts, remarks: Remarks) -> None:
        self._question, self._texts, self._remarks = question, texts, remarks

    def choice(self) -> Asked:
        """Options, one or several of which are right."""
        options = tuple(self._option(one) for one in self._question.all("answer"))
        return Choosing(
            options, single=self._yes("single", other=True), shuffle=self._yes("shuffleanswers", other=False)
        )

    def sides(self) -> Asked:
        """True or false."""
        options = tuple(self._option(one, plain=True) for one in self._question.all("answer"))
        return Choosing(options, two_sided=True, shuffle=False)

    def words(self) -> Asked:
        """Texts that are foreseen."""
        case = self._question.first("usecase")
        return Words(
            tuple(map(self._typed, self._question.all("answer"))), case=bool(case and case.text.strip() == "1")
        )

    def numbers(self) -> Asked:
        """Numbers that are foreseen, with their unit: the first that counts as 1."""
        units = tuple(self._units())
        unit = next((one for one in units if one.factor == 1), None)
        others = tuple(one for one in units if one is not unit)
        return Number(tuple(map(self._number, self._question.all("answer"))), unit.name if unit else "", others)

    def pairs(self) -> Asked:
        """What belongs together."""
        return Pairs(tuple(map(self._pair, self._question.all("subquestion"))))

    def steps(self) -> Asked:
        """Steps in their order, as they stand in the file."""
        answers = self._question.all("answer")
        return Steps(tuple(self._texts.always(one, one.line) for one in answers))

    def _yes(self, name: str, *, other: bool) -> bool:
        found = self._question.first(name)
        return other if found is None else found.text.strip() not in _FALSE

    def _option(self, answer: Element, *, plain: bool = False) -> Choosable:
        text = self._texts.always(answer, answer.line, "plain" if plain else None)
        if plain:
            text = Passage(text.source, "plain", text.line)
        part, written = self._share(answer)
        return Choosable(text, part, answer.line, self._texts.passage(answer.first("feedback")), written)

    def _typed(self, answer: Element) -> Accepted:
        part, _ = self._share(answer)
        feedback = self._texts.passage(answer.first("feedback"))
        return Accepted(self._texts.words(answer), None, Fraction(0), part, answer.line, feedback)

    def _number(self, answer: Element) -> Accepted:
        written = self._texts.words(answer)
        found = number(written)
        if found is None and written != "*":
            words = f"{shown(written)} is no number in plain digits with a decimal point: Moodle misreads or refuses it"
            self._remarks.add("number-unreadable", words, answer.line)
        part, _ = self._share(answer)
        feedback = self._texts.passage(answer.first("feedback"))
        return Accepted(written, found, self._tolerance(answer), part, answer.line, feedback)

    def _tolerance(self, answer: Element) -> Fraction:
        element = answer.first("tolerance")
        written = element.text.strip() if element else ""
        found = number(written) if written else Fraction(0)
        if found is None and element:
            words = (
                f"the tolerance {shown(written)} is no number with a decimal point: Moodle takes the answer as exact"
            )
            self._remarks.add("tolerance-unreadable", words, element.line)
        return abs(found or Fraction(0))

    def _share(self, answer: Element) -> tuple[Fraction | None, str]:
        """The share of the points, and how it is written; old files have it in an element of its own."""
        element = answer.first("fraction")
        written = answer.attributes.get("fraction", element.text.strip() if element else None)
        if written is None:
            words = 'the answer has no fraction, which Moodle takes for 0: write fraction="0" or "100"'
            self._remarks.add("fraction-missing", words, answer.line, "warning")
            return Fraction(0), ""
        found = number(written)
        if found is None:
            words = f"the fraction {shown(written)} is no number: write percent without a sign, such as 33.33333"
            self._remarks.add("fraction-unreadable", words, answer.line)
            return None, written
        return share(found / 100), written

    def _units(self) -> Iterator[Unit]:
        units = self._question.first("units")
        for one in units.all("unit") if units else ():
            factor, name = one.first("multiplier"), one.first("unit_name")
            if name and name.text.strip():
                yield Unit(name.text.strip(), number(factor.text) if factor else None, one.line)

    def _pair(self, element: Element) -> Pair:
        answer = element.first("answer")
        if answer is None:
            words = "the pair has no <answer>: Moodle refuses the file"
            self._remarks.add("answer-missing", words, element.line)
        inside = answer.first("text") if answer else None
        line = inside.line if inside else (answer or element).line
        found = Passage(self._texts.words(answer), "plain", line)
        return Pair(self._texts.passage(element), found, element.line)
