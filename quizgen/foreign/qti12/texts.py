"""The texts of QTI 1.2: material with text and images."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from quizgen.foreign.model import Markup, Passage
from quizgen.foreign.xml.markup import inner
from quizgen.foreign.xml.tree import Element

RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy", "response_na")
_TEXTS = {"mattext", "matemtext", "mat_formattedtext"}
"""The last is Blackboard's."""
_IMAGES = ("matimage", "mataudio", "matvideo")


def passage(element: Element | None, stop: Iterable[str] = ()) -> Passage | None:
    """The text of all material within an element, None where there is none; ``stop`` are names not gone into."""
    if element is None:
        return None
    pieces = list(_pieces(element, frozenset(stop)))
    if not pieces:
        return None
    if len(pieces) == 1:
        return pieces[0]
    return Passage("\n".join(map(_as_html, pieces)), "html", pieces[0].line)


def _pieces(element: Element, stop: frozenset[str]) -> Iterator[Passage]:
    for one in element:
        if one.name in _TEXTS:
            found = mattext(one)
            if found.source:
                yield found
        elif one.name in _IMAGES:
            uri = one.get("uri") or one.get("entityref")
            yield Passage(f'<img src="{escape(uri)}" alt="{escape(one.get("label"))}"/>', "html", one.line)
        elif one.name not in stop:
            yield from _pieces(one, stop)


def mattext(element: Element) -> Passage:
    """One piece of text; without a type it is plain, as the standard says, unless it has tags."""
    elements = any(True for _ in element)
    text = inner(element) if elements else element.text
    runs = element.runs
    begin = runs[0].line if runs else element.line
    line = begin + text[: len(text) - len(text.lstrip())].count("\n")
    sort = element.get("texttype", element.get("type", "text/plain")).lower()
    markup: Markup = "html" if elements or "html" in sort else "plain"
    return Passage(text.strip(), markup, line)


def _as_html(one: Passage) -> str:
    return f"<p>{escape(one.source, quote=False)}</p>" if one.markup == "plain" else one.source


def gapped(element: Element) -> tuple[str, int]:
    """The text of a presentation as HTML with ``{#1}`` and so on where its responses stand, and its line."""
    pieces: list[str] = []
    lines: list[int] = []
    count = 0

    def walk(one: Element) -> None:
        nonlocal count
        for part in one:
            if part.name in RESPONSES:
                count += 1
                label = passage(part, ("render_choice", "render_fib"))
                pieces.append(f"<p>{_as_html(label) if label else ''} {{#{count}}}</p>")
                lines.append(part.line)
            elif part.name in {*_TEXTS, *_IMAGES}:
                found = next(_pieces(Element("", part.line, {}, [part]), frozenset()), None)
                if found:
                    pieces.append(_as_html(found))
                    lines.append(found.line)
            else:
                walk(part)

    walk(element)
    return "\n".join(pieces), lines[0] if lines else element.line
