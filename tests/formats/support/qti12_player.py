"""A reader of QTI 1.2 by its specification: what a response is worth in percent, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

from lxml import etree, html

NAMESPACES = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
Response = Mapping[str, frozenset[str]]
"""By field what was typed, or the idents of what was chosen."""


@dataclass(frozen=True)
class Played:
    """The question of an item, as a student meets it."""

    item: etree._Element

    @property
    def ident(self) -> str:
        return str(self.item.get("ident", ""))

    @property
    def type(self) -> str:
        return self.label("question_type")

    @property
    def points(self) -> Fraction:
        return Fraction(self.label("points_possible"))

    @property
    def body(self) -> str:
        """The HTML."""
        return str(self.item.xpath("string(q:presentation/q:material/q:mattext)", namespaces=NAMESPACES))

    @property
    def fields(self) -> list[str]:
        return [str(one) for one in self.item.xpath("q:presentation/*/@ident", namespaces=NAMESPACES)]

    def labels(self, field: str) -> dict[str, str]:
        """What is on offer in a field, as words, by idents."""
        found = self.item.xpath(f"q:presentation/*[@ident='{field}']//q:response_label", namespaces=NAMESPACES)
        return {one.get("ident"): shown("".join(one.itertext())) for one in found}

    def label(self, name: str) -> str:
        """A line of the metadata."""
        path = f"string(.//q:qtimetadatafield[q:fieldlabel='{name}']/q:fieldentry)"
        return str(self.item.xpath(path, namespaces=NAMESPACES))

    def feedback(self, ident: str) -> str:
        """The HTML of a feedback."""
        return str(self.item.xpath(f"string(q:itemfeedback[@ident='{ident}'])", namespaces=NAMESPACES))

    def score(self, response: Response) -> tuple[float, list[str]]:
        """Percent, and the idents of what is said."""
        score, said = Fraction(0), []
        for condition in self.item.xpath("q:resprocessing/q:respcondition", namespaces=NAMESPACES):
            if not all(_holds(one, response) for one in condition.find("q:conditionvar", NAMESPACES)):
                continue
            for var in condition.iterfind("q:setvar", NAMESPACES):
                score = Fraction(str(var.text)) + (score if var.get("action") == "Add" else 0)
            said += [one.get("linkrefid", "") for one in condition.iterfind("q:displayfeedback", NAMESPACES)]
            if condition.get("continue") == "No":
                break
        return float(score), said


def played(package: bytes) -> list[Played]:
    """The questions of a package, in their order, without words that are none."""
    every = document(package).iterfind(".//q:item", NAMESPACES)
    return [one for one in map(Played, every) if one.type != "text_only_question"]


def document(package: bytes, name: str = "questions.xml") -> etree._Element:
    """A file of a package."""
    with ZipFile(BytesIO(package)) as opened:
        return etree.fromstring(opened.read(name))


def shown(markup: str) -> str:
    """The words of some HTML, with one space between them."""
    return " ".join(html.fragment_fromstring(markup, create_parent="div").text_content().split())


def _holds(condition: etree._Element, response: Response) -> bool:
    given = response.get(condition.get("respident", ""), frozenset())
    inner = (_holds(one, response) for one in condition)
    match etree.QName(condition).localname:
        case "other":
            found = True
        case "varequal":
            found = condition.text in given or _number(condition.text) in map(_number, given)
        case "vargte":
            found = any(_at_least(one, condition.text) for one in given)
        case "varlte":
            found = any(_at_least(condition.text, one) for one in given)
        case "not":
            found = not any(inner)
        case "and":
            found = all(inner)
        case "or":
            found = any(inner)
        case unknown:
            raise AssertionError(unknown)
    return found


def _number(words: str | None) -> Fraction | str | None:
    try:
        return Fraction(words or "")
    except ValueError:
        return words


def _at_least(one: str | None, other: str | None) -> bool:
    return Fraction(one or "") >= Fraction(other or "")
