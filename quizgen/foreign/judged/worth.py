"""From what was tried to what is asked: options with their shares, numbers, pairs, steps, gaps, and what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.foreign.judged.bands import HUGE
from quizgen.foreign.judged.fields import Field, Foreseen, Label
from quizgen.foreign.judged.playing import Played
from quizgen.foreign.judged.trials import ZERO, Trials, Tried
from quizgen.foreign.model import (
    Accepted,
    Asked,
    Choosable,
    Choosing,
    Gap,
    Gaps,
    Number,
    Pair,
    Pairs,
    Passage,
    Steps,
    Unasked,
    Words,
)
from quizgen.foreign.numbers import share

_SIDES = {"true", "false"}
CENT = Fraction(1, 5000)
"""How near to thirds a share is that a file gives in hundredths of a percent."""
Said = Callable[[Iterable[str]], Passage | None]
"""Feedback of these identifiers as one text, None for none."""


class Judged(Struct, frozen=True):
    """What is asked, and what is said about the whole."""

    asked: Asked
    general: Passage | None
    right: Passage | None
    wrong: Passage | None
    together: bool
    """Whether points are given for all right answers together only."""
    seen: frozenset[str] | None = None
    """What is shown for any answer to one field, or for all right ones; None where that is not known."""


def judged(fields: Sequence[Field], found: Trials, said: Said, *, gaps: bool = False) -> Judged:
    """What the fields ask, by what was tried; ``gaps`` says that a single one is a gap too."""
    maker = _Maker(found, said)
    alone = len(fields) == 1 and not gaps
    if alone:
        asked = maker.asked(fields[0], found.fields[0], found.most)
    elif not gaps and is_matched(fields):
        asked = Pairs(tuple(maker.matched(fields)))
    else:
        placed = zip(fields, found.fields, strict=True)
        asked = Gaps(tuple(gap for field, tried in placed for gap in maker.gaps(field, tried)))
    return Judged(
        asked, said(found.always), said(maker.rightly), said(maker.wrongly), maker.together(fields), found.seen
    )


def is_matched(fields: Sequence[Field]) -> bool:
    """Whether every field offers the same and has something beside it: pairs."""
    offers = {tuple(label.text.source for label in one.labels) for one in fields}
    return len(offers) == 1 and all(one.kind == "one" and one.beside and one.labels for one in fields)


class _Maker:
    def __init__(self, found: Trials, said: Said) -> None:
        self._found, self._said = found, said
        always, every = found.always, found.everything.shown
        nothing = found.nothing.shown - every
        other = frozenset().union(*(one.other for one in found.fields)) if len(found.fields) == 1 else frozenset[str]()
        self._field_wrong = [
            self._own(nothing - one.alone, others=[nothing - two.alone for two in found.fields if two is not one])
            for one in found.fields
        ]
        taken = frozenset[str]().union(*self._field_wrong)
        self.wrongly = (nothing | (other - every - always)) - taken
        self.rightly = self._rightly(every - always)

    def _own(self, mine: frozenset[str], others: list[frozenset[str]]) -> frozenset[str]:
        """What is shown as long as this field is wrong, and no other; of a single field nothing."""
        return mine.difference(*others) if others else frozenset()

    def _rightly(self, every: frozenset[str]) -> frozenset[str]:
        """What is shown for everything right and for nothing less."""
        if len(self._found.fields) > 1:
            shown = (one for field in self._found.fields for one in field.shown.values())
            return every.difference(*shown)
        (field,) = self._found.fields
        if field.right and field.spoiled == self._found.everything.shown:
            return every.difference(*field.shown.values())
        return every - field.spoiled

    def together(self, fields: Sequence[Field]) -> bool:
        return self._found.whole or any(
            field.kind == "several" and _is_whole(tried)
            for field, tried in zip(fields, self._found.fields, strict=True)
        )

    def asked(self, field: Field, tried: Tried, most: Fraction) -> Asked:
        """What a field asks; ``most`` is what counts as all of its points."""
        match field.kind:
            case "one" | "several":
                return self._choice(field, tried, most)
            case "number":
                return Number(tuple(self._accepted(field, tried, most)))
            case "words":
                return Words(tuple(self._accepted(field, tried, most)), field.case)
            case "pairs":
                return Pairs(tuple(self._pairs(field, tried)))
            case "order":
                texts = {one.ident: one.text for one in field.labels}
                return Steps(tuple(texts[one] for one in field.right if one in texts))
            case "none":
                return Unasked(field.sort)

    def gaps(self, field: Field, tried: Tried) -> list[Gap]:
        """A field among others as gaps: one for each prompt or step where it has such."""
        place = next(number for number, one in enumerate(self._found.fields) if one is tried)
        weight = (self._found.weights[place] or Fraction(1)) / field.gaps
        match self.asked(field, tried, tried.full):
            case Choosing() | Number() | Words() as asked:
                return [Gap(asked, weight, field.line)]
            case Pairs():
                return [Gap(self._menu(field, tried, one), weight, one.line) for one in field.prompts]
            case Steps():
                return [Gap(self._places(field, tried, one), weight, one.line) for one in field.labels]
            case _:
                return [Gap(Words(()), weight, field.line)]

    def _menu(self, field: Field, tried: Tried, prompt: Label) -> Choosing:
        options = []
        for one in field.labels:
            pair = f"{prompt.ident} {one.ident}"
            feedback = self._feedback(pair, tried.shown, tried)
            options.append(Choosable(one.text, Fraction(pair in tried.right), one.line, feedback))
        return Choosing(tuple(options), shuffle=field.shuffle)

    def _places(self, field: Field, tried: Tried, step: Label) -> Choosing:
        """A menu of places for a step; a wrong order is one mistake."""
        right = field.right.index(step.ident) if step.ident in field.right else -1
        said = self._said(tried.other - tried.alone - self._found.always)
        options = tuple(
            Choosable(
                Passage(str(place + 1), "plain", step.line),
                Fraction(place == right),
                step.line,
                None if place == right else said,
            )
            for place in range(len(field.labels))
        )
        return Choosing(options, shuffle=False)

    def _choice(self, field: Field, tried: Tried, most: Fraction) -> Choosing:
        whole = field.kind == "several" and _is_whole(tried)
        options = []
        for one in field.labels:
            part = _part(tried, one.ident, most)
            if whole and one.ident in tried.right:
                part = Fraction(1, len(tried.right))
            if field.anything:
                part = Fraction(1)
            said, left = self._feedback(one.ident, tried.shown, tried), self._feedback(one.ident, tried.left, tried)
            options.append(Choosable(one.text, part, one.line, said, _written(part), left))
        single = field.kind == "one"
        sides = field.sides or {one.text.source.casefold() for one in field.labels} == _SIDES
        return Choosing(tuple(options), single=single, two_sided=single and sides, shuffle=field.shuffle)

    def _accepted(self, field: Field, tried: Tried, most: Fraction) -> list[Accepted]:
        return [
            _accept(
                one,
                Fraction(1) if field.anything else _part(tried, one.typed, most),
                self._feedback(one.typed, tried.shown, tried),
            )
            for one in field.foreseen
        ]

    def _feedback(self, ident: str, told: Mapping[str, frozenset[str]], tried: Tried) -> Passage | None:
        place = next(number for number, one in enumerate(self._found.fields) if one is tried)
        shown = told.get(ident, frozenset())
        return self._said(shown - self._found.always - self.wrongly - self.rightly - self._others_wrong(place))

    def _others_wrong(self, place: int) -> frozenset[str]:
        """What is shown because other fields are not answered."""
        return frozenset().union(*self._field_wrong) if len(self._field_wrong) > 1 and place >= 0 else frozenset()

    def _pairs(self, field: Field, tried: Tried) -> list[Pair]:
        texts = {one.ident: one for one in field.labels}
        wanted = {pair.partition(" ")[0]: pair.partition(" ")[2] for pair in tried.right}
        pairs = []
        for prompt in field.prompts:
            said = [
                one
                for label in field.labels
                if label.ident != wanted.get(prompt.ident)
                for one in sorted(tried.shown.get(f"{prompt.ident} {label.ident}", ()))
            ]
            feedback = self._said(frozenset(said) - self._found.always - self.wrongly - self.rightly)
            if label_of := texts.get(wanted.get(prompt.ident, "")):
                pairs.append(Pair(prompt.text, label_of.text, prompt.line, feedback))
        extra = [one for one in field.labels if one.ident not in wanted.values()]
        return [*pairs, *(Pair(None, one.text, one.line) for one in extra)]

    def matched(self, fields: Sequence[Field]) -> list[Pair]:
        """Pairs, for each of which there is a field of its own."""
        pairs, taken = [], set()
        for place, (field, tried) in enumerate(zip(fields, self._found.fields, strict=True)):
            right = next((one for one in field.labels if one.ident in tried.right), None)
            if right:
                taken.add(right.text.source)
                feedback = self._said(self._field_wrong[place])
                pairs.append(Pair(field.beside, right.text, field.line, feedback))
        extra = [one for one in fields[0].labels if one.text.source not in taken]
        return [*pairs, *(Pair(None, one.text, one.line) for one in extra)]


def _is_whole(tried: Tried) -> bool:
    """Whether several are right and none of them gives anything by itself."""
    return len(tried.right) > 1 and not any(tried.gains.get(one, ZERO) > 0 for one in tried.right)


def _part(tried: Tried, ident: str, most: Fraction) -> Fraction:
    gain = tried.gains.get(ident, ZERO)
    return share(gain / most, CENT) if most else Fraction(ident in tried.right)


def _written(part: Fraction) -> str:
    return f"{float(part):.6g}" if abs(part) < HUGE else str(part)[:40]


def _accept(one: Foreseen, part: Fraction, feedback: Passage | None) -> Accepted:
    value = one.band.middle if one.band else None
    tolerance = one.band.tolerance if one.band else ZERO
    return Accepted(one.written, value, tolerance, part, one.line, feedback)


def declared(fields: Sequence[Field], *, gaps: bool = False) -> Asked:
    """What the fields ask by what the item declares as right, where its conditions are not read."""
    none = frozenset[str]()
    tried = tuple(Tried(one.right, Fraction(bool(one.right)), _declared(one), {}, none, none, none) for one in fields)
    empty = Played(ZERO, none)
    found = Trials(tried, empty, empty, Fraction(1), tuple(one.full for one in tried))
    return judged(fields, found, lambda _: None, gaps=gaps).asked


def _declared(field: Field) -> dict[str, Fraction]:
    parts = len(field.right) if field.kind == "several" else 1
    return {one: Fraction(1, parts) for one in field.right}
