"""The interactions of an item as fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizgen.foreign.judged.fields import Field, Foreseen, Kind, Label
from quizgen.foreign.numbers import number
from quizgen.foreign.qti2 import bands
from quizgen.foreign.qti2.declared import Declared, responses
from quizgen.foreign.qti2.texts import passage
from quizgen.foreign.xml.tree import Element

READ: dict[str, Kind] = {
    "choiceInteraction": "one",
    "inlineChoiceInteraction": "one",
    "textEntryInteraction": "words",
    "matchInteraction": "pairs",
    "gapMatchInteraction": "pairs",
    "orderInteraction": "order",
}
INLINE = {"inlineChoiceInteraction", "textEntryInteraction", "hottextInteraction"}
IGNORED = {"endAttemptInteraction", "printedVariable"}
_NUMERIC = {"float", "integer"}


def interactions(body: Element) -> list[Element]:
    """The interactions within a body, in their order."""
    return [one for one in body.walk() if one.name.endswith("Interaction") and one.name not in IGNORED]


def fields(item: Element) -> list[Field]:
    """The fields of an item."""
    body, declared = item.first("itemBody"), responses(item)
    tests = [one for rule in item.within("responseIf", "responseElseIf") for one in [*rule][:1]]
    return [_field(one, declared, tests) for one in interactions(body)] if body else []


def _field(element: Element, declared: Mapping[str, Declared], tests: list[Element]) -> Field:
    ident = element.get("responseIdentifier", "RESPONSE")
    own = declared.get(ident) or Declared(ident, "single", "string", (), element.line, None, None)
    kind = READ.get(element.name)
    shuffle = element.get("shuffle") == "true"
    if kind == "words":
        return _typed(element, own, tests)
    if kind == "pairs":
        prompts, labels = _sides(element)
        right = own.correct if element.name == "matchInteraction" else tuple(map(_turned, own.correct))
        return Field(ident, "pairs", element.line, labels, prompts, right=right, shuffle=shuffle, sort=element.name)
    labels = tuple(map(_label, element.within("simpleChoice", "inlineChoice")))
    if kind == "order":
        return Field(ident, "order", element.line, labels, right=own.correct, shuffle=shuffle, sort=element.name)
    if kind == "one":
        several = own.cardinality != "single" or element.get("maxChoices", "1") != "1"
        choice: Kind = "several" if several else "one"
        return Field(ident, choice, element.line, labels, right=own.correct, shuffle=shuffle, sort=element.name)
    return Field(ident, "none", element.line, sort=element.name)


def _typed(element: Element, own: Declared, tests: Iterable[Element]) -> Field:
    if own.base in _NUMERIC:
        foreseen = bands.numbers(tests, own)
        return Field(
            own.ident, "number", element.line, foreseen=foreseen, right=_right(own, foreseen), sort=element.name
        )
    foreseen = bands.words(tests, own)
    case = own.mapped.case if own.mapped else False
    return Field(own.ident, "words", element.line, foreseen=foreseen, right=own.correct, case=case, sort=element.name)


def _right(own: Declared, foreseen: Iterable[Foreseen]) -> tuple[str, ...]:
    """What is foreseen and declared as right, as it is typed."""
    wanted = [number(text) for text in own.correct]
    return tuple(
        one.typed
        for one in foreseen
        if one.band and any(value is not None and one.band.low <= value <= one.band.high for value in wanted)
    )


def _label(element: Element) -> Label:
    return Label(element.get("identifier"), passage(element), element.line)


def _sides(element: Element) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """What is matched, and with what; gaps within a text have no words of their own."""
    if element.name == "gapMatchInteraction":
        return tuple(map(_label, element.within("gap"))), tuple(map(_label, element.within("gapText", "gapImg")))
    sets = element.all("simpleMatchSet")
    sides = [tuple(map(_label, one.all("simpleAssociableChoice"))) for one in sets]
    return (sides[0], sides[1]) if len(sides) == 2 else ((), ())


def _turned(pair: str) -> str:
    first, _, second = pair.partition(" ")
    return f"{second} {first}"
