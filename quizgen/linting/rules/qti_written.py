"""How items of QTI are written: whether what is spoken of was declared, once."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.model import Sort
from quizgen.foreign.xml.tree import Element
from quizgen.linting.qti import attribute, items, named, old_items, within
from quizgen.linting.rule import QTIS, About, Found, Written
from quizgen.linting.saying import shown

_BUILT_IN = frozenset(("completionStatus", "completion_status", "numAttempts", "num_attempts", "duration", "SCORE_"))
_INTERACTIONS = "Interaction"
_CHOICES = ("simpleChoice", "simpleAssociableChoice", "inlineChoice", "hottext", "hotspotChoice", "gapText", "gapImg")
_DECLARATIONS = ("responseDeclaration", "outcomeDeclaration", "templateDeclaration", "contextDeclaration")
_NEW: tuple[Sort, ...] = ("qti21", "qti30")


@About(
    "identifier-undeclared",
    "error",
    "An item of QTI speaks of a response, an outcome or a piece of feedback that it does not declare.",
    "Players refuse the item, or mark it wrongly: declare the identifier, spelt in the same way.",
    QTIS,
).written
def identifier_undeclared(written: Written) -> Iterator[Found]:
    """Of each identifier the first place."""
    for member, item in items(written):
        title = named(item)
        declared = {attribute(one, "identifier") for one in within(item, *_DECLARATIONS)}
        told: set[str] = set()
        for line, spoken in _spoken(item):
            if spoken and spoken not in declared | _BUILT_IN | told:
                told.add(spoken)
                yield Found(line, f"{shown(spoken)} is declared nowhere in the item", question=title, within=member)
    yield from _old_undeclared(written)


def _spoken(item: Element) -> Iterator[tuple[int, str]]:
    """Every identifier of a variable that is spoken of."""
    for one in item.walk():
        yield one.line, attribute(one, "responseIdentifier")
        yield one.line, attribute(one, "outcomeIdentifier")
    for one in within(item, "variable", "correct", "mapResponse", "mapResponsePoint", "default", "setOutcomeValue",
                      "setTemplateValue", "setCorrectResponse", "isNull", "lookupOutcomeValue"):  # fmt: skip
        yield one.line, attribute(one, "identifier")


def _old_undeclared(written: Written) -> Iterator[Found]:
    for member, item in old_items(written):
        asked = {one.get("ident") for one in item.walk() if one.name.startswith("response_")}
        fed = {one.get("ident") for one in item.within("itemfeedback")}
        told: set[str] = set()
        for one in item.walk():
            for spoken, known, what in (
                (one.get("respident"), asked, "response"),
                (one.get("linkrefid"), fed, "feedback"),
            ):
                if spoken and spoken not in known and spoken not in told:
                    told.add(spoken)
                    words = f"There is no {what} {shown(spoken)} in the item: spell both in the same way"
                    yield Found(one.line, words, question=named(item), within=member)


@About(
    "identifier-twice",
    "error",
    "Two items, options or declarations have the same identifier.",
    "Readers take one for the other, or refuse both.",
    QTIS,
).written
def identifier_twice(written: Written) -> Iterator[Found]:
    """Options of one interaction, declarations of one item, items of one file or package."""
    yield from _twice("item", ((attribute(item, "identifier"), item, member) for member, item in items(written)))
    yield from _twice("item", ((item.get("ident"), item, member) for member, item in old_items(written)))
    for member, item in items(written):
        declared = within(item, *_DECLARATIONS)
        yield from _twice("declaration", ((attribute(one, "identifier"), one, member) for one in declared), item)
        for holder in item.walk():
            if holder.name.lower().endswith(_INTERACTIONS.lower()):
                options = ((attribute(one, "identifier"), one, member) for one in within(holder, *_CHOICES))
                yield from _twice("option", options, item)
    for member, item in old_items(written):
        for holder in item.within("render_choice"):
            options = ((one.get("ident"), one, member) for one in holder.within("response_label"))
            yield from _twice("option", options, item)


def _twice(what: str, every: Iterator[tuple[str, Element, str]], item: Element | None = None) -> Iterator[Found]:
    first: dict[str, Element] = {}
    for identifier, element, member in every:
        before = first.setdefault(identifier, element) if identifier else element
        if before is not element:
            words = (
                f"The {what} {shown(identifier)} is there already, in line {before.line}: give it another identifier"
            )
            yield Found(element.line, words, question=named(item or element), within=member)


@About(
    "correct-unknown",
    "error",
    "What an item says to be right, or worth points, is none of its options.",
    "Nobody can choose it: spell identifiers in the same way.",
    QTIS,
    throughout=("no-full-mark",),
).written
def correct_unknown(written: Written) -> Iterator[Found]:
    """Of responses that are options."""
    for member, item in items(written):
        offered = {attribute(one, "identifier") for one in within(item, *_CHOICES)}
        for declared in within(item, "responseDeclaration") if offered else ():
            for line, value in _rights(declared):
                for part in value.split():
                    if part not in offered:
                        words = f"{shown(part)} is said to be right or worth points, and is no option"
                        yield Found(line, words, question=named(item), within=member)
    for member, item in old_items(written):
        for holder in item.within("response_lid"):
            offered = {one.get("ident") for one in holder.within("response_label")}
            for one in item.within("varequal"):
                value = one.text.strip()
                if one.get("respident") == holder.get("ident") and offered and value and value not in offered:
                    words = f"{shown(value)} is asked for, and is no option"
                    yield Found(one.line, words, question=named(item), within=member)


def _rights(declared: Element) -> Iterator[tuple[int, str]]:
    if attribute(declared, "baseType") not in {"identifier", "pair", "directedPair"}:
        return
    for right in within(declared, "correctResponse"):
        yield from ((one.line, one.text) for one in within(right, "value"))
    yield from ((one.line, attribute(one, "mapKey")) for one in within(declared, "mapEntry"))


@About(
    "marks-nothing",
    "error",
    "An item of QTI asks something and says nothing of what it is worth.",
    "There is neither a right response nor any processing: nobody gets points.",
    _NEW,
).written
def marks_nothing(written: Written) -> Iterator[Found]:
    """Texts that are read by somebody, and uploads, are marked by hand."""
    for member, item in items(written):
        by_hand = any(True for _ in within(item, "extendedTextInteraction", "uploadInteraction", "drawingInteraction"))
        asks = any(one.name.lower().endswith(_INTERACTIONS.lower()) for one in item.walk())
        told = any(True for _ in within(item, "correctResponse", "mapping", "areaMapping", "setOutcomeValue"))
        if asks and not by_hand and not told:
            words = "The item has neither a correctResponse nor a mapping nor any processing: say what is right"
            yield Found(item.line, words, question=named(item), within=member)
