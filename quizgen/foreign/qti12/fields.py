"""The responses of an item of QTI 1.2, and what is declared as right."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.foreign.judged.fields import Field, Kind, Label
from quizgen.foreign.model import Passage
from quizgen.foreign.qti12 import bands
from quizgen.foreign.qti12.texts import RESPONSES, mattext, passage
from quizgen.foreign.xml.tree import Element

SIDES = {"true_false_question", "True/False", "true_false"}
BLANKS, MENUS = "fill_in_multiple_blanks_question", "multiple_dropdowns_question"
_CARDINALITIES: dict[str, Kind] = {"multiple": "several", "ordered": "order"}
_NUMERIC = {"integer", "decimal", "scientific"}


def fields(item: Element, sort: str) -> list[Field]:
    """The fields of an item, in the file's order."""
    presentation = item.first("presentation")
    conditions = item.within("respcondition")
    return [_field(one, sort, conditions) for one in presentation.within(*RESPONSES)] if presentation else []


def _field(element: Element, sort: str, conditions: list[Element]) -> Field:
    ident = element.get("ident")
    labels = tuple(_label(one) for one in element.within("response_label")) if _offers(element) else ()
    kind = _kind(element, sort, conditions)
    beside = passage(element, ("render_choice", "render_fib", "render_extension", "render_hotspot", "render_slider"))
    base = Field(ident, kind, element.line, right=_declared(conditions, ident), beside=beside, sort=element.name)
    if kind == "number":
        return replace(base, foreseen=bands.numbers(conditions, ident))
    if kind == "words":
        return replace(base, foreseen=bands.words(conditions, ident), case=_minds_case(conditions, ident))
    shuffle = any(one.get("shuffle").lower() == "yes" for one in element.within("render_choice"))
    return replace(base, labels=labels, shuffle=shuffle, anything=sort == BLANKS, sides=sort in SIDES)


def _offers(element: Element) -> bool:
    return element.name == "response_lid" or bool(element.within("render_choice"))


def _kind(element: Element, sort: str, conditions: list[Element]) -> Kind:
    if element.within("render_hotspot", "render_slider", "render_extension") or element.name in {
        "response_grp",
        "response_xy",
        "response_na",
    }:
        return "none"
    if _offers(element):
        cardinality = element.get("rcardinality", "Single").lower()
        return _CARDINALITIES.get(cardinality, "one")
    return "number" if _is_number(element, sort, conditions) else "words"


def _is_number(element: Element, sort: str, conditions: list[Element]) -> bool:
    if element.name == "response_num" or sort == "numerical_question":
        return True
    types = {one.get("fibtype").lower() for one in element.within("render_fib")}
    bounds = ("vargte", "vargt", "varlte", "varlt")
    bounded = any(test.get("respident") == element.get("ident") for one in conditions for test in one.within(*bounds))
    return bounded or (bool(types & _NUMERIC) and bool(bands.numbers(conditions, element.get("ident"))))


def _label(element: Element) -> Label:
    found = passage(element)
    text = found or Passage(element.text.strip(), "plain", element.line)
    return Label(element.get("ident"), text, element.line)


def _minds_case(conditions: list[Element], ident: str) -> bool:
    tests = [test for one in conditions for test in one.within("varequal") if test.get("respident") == ident]
    return bool(tests) and all(test.get("case").lower() == "yes" for test in tests)


def _declared(conditions: list[Element], ident: str) -> tuple[str, ...]:
    """What is wanted, and not forbidden, where points are won."""
    for condition in conditions:
        if any(_wins(one) for one in condition.all("setvar")):
            forbidden = {test.text.strip() for one in condition.within("not") for test in one.within("varequal")}
            wanted = [
                test.text.strip()
                for test in condition.within("varequal")
                if test.get("respident") == ident and test.text.strip() not in forbidden
            ]
            if wanted:
                return tuple(dict.fromkeys(wanted))
    return ()


def _wins(var: Element) -> bool:
    return var.get("action", "Set").lower() in {"set", "add"} and not var.text.strip().startswith(("-", "0"))


def hints(item: Element) -> list[Passage]:
    """The hints of an item."""
    return [found for one in item.within("hintmaterial") if (found := passage(one))]


def words_of(element: Element | None) -> str:
    """The plain words of an element's first text."""
    found = element.within("mattext") if element else []
    return mattext(found[0]).source if found else ""
