"""The texts of QTI 2 and 3: HTML in which interactions and feedback stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizgen.foreign.judged.fields import Field
from quizgen.foreign.model import Passage
from quizgen.foreign.xml.markup import Put, inner, outer
from quizgen.foreign.xml.tree import Element, Run

_HIDDEN = {"feedbackInline", "feedbackBlock", "stylesheet", "catalogInfo", "companionMaterialsInfo"}
_EMPTY = re.compile(r"<(p|div|span)\b[^>]*>\s*</\1>")
_ROOM = re.compile(r"(<pre\b.*?</pre>)|\n[ \t]*\n\s*", re.DOTALL)
"""Blank lines, but for those of code."""
OURS = "quizgen"
"""The tool whose prompts only say how one answers."""


def passage(element: Element | None, put: Put | None = None) -> Passage:
    """What stands in an element, without feedback that is hidden at first."""
    if element is None:
        return Passage("", "html", 1)
    found = inner(element, put or _hidden)
    first = next((one.line for one in element.walk() for run in one.runs[:1] if run.text.strip()), element.line)
    return Passage(_tidy(found), "html", first)


def _hidden(element: Element) -> str | None:
    return "" if element.name in _HIDDEN or element.name.endswith("Interaction") else None


def _tidy(source: str) -> str:
    """Without elements that are empty, where an interaction stood, and blank lines."""
    before = ""
    while before != source:
        before, source = source, _EMPTY.sub("", source)
    return _ROOM.sub(lambda found: found[1] or "\n", source).strip()


def stem(item: Element, places: list[Field]) -> tuple[Passage, bool]:
    """The text of an item, and whether it has gaps: ``{#1}`` and so on stand for its fields then."""
    body = item.first("itemBody")
    if body is None:
        return Passage("", "html", item.line), False
    gaps = len(places) > 1 or any(one.sort == "gapMatchInteraction" for one in places)
    gaps = gaps or (bool(places) and places[0].sort != "extendedTextInteraction" and _is_inline(body))
    numbers: dict[str, tuple[int, Field]] = {}
    count = 1
    for one in places:
        numbers[one.ident] = (count, one)
        count += one.gaps
    ours = item.get("toolName") == OURS

    def put(element: Element) -> str | None:
        if element.name.endswith("Interaction"):
            prompt = element.first("prompt")
            told = f"<p>{inner(prompt)}</p>" if prompt is not None and not ours else ""
            found = numbers.get(element.get("responseIdentifier", "RESPONSE"))
            return told + (_marks(element, *found, put) if gaps and found else _inside(element, put))
        if element.name == "rubricBlock":
            return inner(element, put) if "candidate" in element.get("view", "candidate") else ""
        return inner(element, put) if element.name == "contentBody" else _hidden(element)

    return passage(body, put), gaps


def _is_inline(body: Element) -> bool:
    """Whether a field stands among words, or in a table."""
    for element in body.walk():
        inside = [one for one in element if one.name in {"textEntryInteraction", "inlineChoiceInteraction"}]
        words = any(isinstance(one, Run) and one.text.strip() for one in element.inside)
        if inside and (words or len([*element]) > len(inside) or element.name in {"td", "th"}):
            return element.name not in {"itemBody", "div"} or words
    return False


def _inside(element: Element, put: Put) -> str:
    """Words within an interaction that are no choices: a text with hot words, a drawing."""
    skipped = ("prompt", "simpleChoice", "simpleMatchSet", "inlineChoice", "label")
    return "".join(outer(one, put) for one in element if one.name not in skipped and one.name in _BLOCKS)


_BLOCKS = {"p", "div", "table", "img", "object", "ul", "ol", "blockquote", "pre"}


def _marks(element: Element, number: int, field: Field, put: Put) -> str:
    """The gaps of a field: one, or a list of them beside what is matched or put in order."""
    if element.name == "gapMatchInteraction":
        marks: Mapping[str, str] = {one.ident: f"{{#{number + place}}}" for place, one in enumerate(field.prompts)}

        def gap(inside: Element) -> str | None:
            return marks.get(inside.get("identifier"), "") if inside.name == "gap" else put(inside)

        skipped = {"gapText", "gapImg", "prompt"}
        return "".join(outer(one, gap) for one in element if one.name not in skipped)
    beside = field.prompts if field.kind == "pairs" else field.labels if field.kind == "order" else ()
    if beside:
        rows = (f"<li>{{#{number + place}}} {one.text.source}</li>" for place, one in enumerate(beside))
        return f"<ul>{''.join(rows)}</ul>"
    mark = f"{{#{number}}}"
    return mark if element.name in {"textEntryInteraction", "inlineChoiceInteraction"} else f"<p>{mark}</p>"
