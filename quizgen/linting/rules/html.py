"""HTML: what browsers make something else of, what runs, and what is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.foreign.model import Foreign, Passage
from quizgen.linting.parts import passages
from quizgen.linting.rule import EVERY, RICH, About, Found
from quizgen.linting.saying import shown
from quizgen.linting.shown.names import KNOWN, LOOSE, ROOTS, VOID, names
from quizgen.linting.shown.page import TAGGED, Tag, tags
from quizgen.linting.shown.seen import words

_HANDLER = re.compile(r"on[a-z]{3,}")
_ACTIVE = frozenset(("script", "iframe", "object", "embed", "applet", "form"))
_LINKS = ("href", "src", "action", "formaction", "xlink:href")
_FETCHED = names("img audio video source embed iframe input track link object picture image")
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_TWICE = re.compile(r"<(p|div|span|ul|table|h\d)\b[^>]*>.*</\1>\s*", re.DOTALL | re.IGNORECASE)
_AS_HTML = re.compile(
    r"<(?:/?(?:p|div|span|strong|em|table|ul|ol|li|math|sup|sub)|br\s*/?|img\s[^>]*)(?:\s[^<>]*)?>", re.IGNORECASE
)
_CROSSED = names("a b i u s em strong span font sub sup code small big tt")


def _tagged(question: Foreign) -> Iterator[tuple[str, Passage]]:
    return (
        (what, passage) for what, passage in passages(question) if passage.markup in TAGGED and "<" in passage.source
    )


@About(
    "html-broken",
    "warning",
    "Tags of a text are not closed, or closed that were never opened.",
    "The page goes on in bold, or a table swallows what follows it: close what is opened, in turn.",
    RICH,
).question
def html_broken(question: Foreign) -> Iterator[Found]:
    """Of each text the first fault; what browsers close by themselves may stay open."""
    for what, passage in _tagged(question):
        fault = _fault(tags(passage))
        if fault:
            line, words_ = fault
            yield Found(line, f"In {what} {words_}")


def _fault(found: tuple[Tag, ...]) -> tuple[int, str] | None:
    opened: list[Tag] = []
    for tag in found:
        if tag.empty or ":" in tag.name or (tag.end and tag.name in VOID):
            continue
        if not tag.end:
            opened.append(tag)
            continue
        while opened and opened[-1].name != tag.name and opened[-1].name in LOOSE:
            opened.pop()
        if opened and opened[-1].name == tag.name:
            opened.pop()
        elif tag.name in LOOSE:
            continue
        elif any(one.name == tag.name for one in opened):
            last = opened[-1]
            return (
                tag.line,
                f"</{tag.name}> comes before the end of <{last.name}> in line {last.line}: close that first",
            )
        else:
            return tag.line, f"</{tag.name}> closes what was never opened: take it away"
    left = next((tag for tag in opened if tag.name not in LOOSE and tag.name in KNOWN), None)
    return (left.line, f"<{left.name}> is never closed: write </{left.name}> where it ends") if left else None


@About(
    "text-taken-for-tag",
    "error",
    "A sign < is taken for the beginning of a tag.",
    "Browsers drop what follows it: write &lt; before a letter.",
    RICH,
).question
def text_taken_for_tag(question: Foreign) -> Iterator[Found]:
    """Names that are of no element, outside MathML and SVG; what is ended is an element that browsers pass over."""
    for what, passage in _tagged(question):
        ended = {tag.name for tag in tags(passage) if tag.end}
        for tag in tags(passage):
            if not tag.foreign and tag.name not in KNOWN | ROOTS | ended and not re.search(r"[:-]", tag.name):
                name = tag.name[:20]
                yield Found(tag.line, f"In {what} <{name} is taken for a tag and not shown: write &lt;{name}")
                break


@About(
    "html-in-plain",
    "warning",
    "A text has tags, and says that it is plain text.",
    'Readers see the tags: write format="html".',
    ("moodle",),
).question
def html_in_plain(question: Foreign) -> Iterator[Found]:
    """Several tags of HTML, or a whole one; code that shows tags is HTML itself."""
    for what, passage in passages(question):
        if passage.markup == "plain" and _is_html(passage.source) and "option" not in what:
            yield Found(
                passage.line, f'The tags of {what} are shown as they are, for it is plain text: write format="html"'
            )


def _is_html(text: str) -> bool:
    found = [one[0] for one in _AS_HTML.finditer(text)]
    return (
        any(one.startswith("</") for one in found)
        and any(not one.startswith("</") for one in found)
        and bool(re.match(r"\s*<", text) and re.search(r">\s*$", text))
    )


@About(
    "html-escaped-twice",
    "warning",
    "The whole of a text is shown with its tags, for they are escaped twice.",
    "Escape once, or write CDATA and do not escape.",
    RICH,
).question
def html_escaped_twice(question: Foreign) -> Iterator[Found]:
    """Where what is seen begins and ends with a tag."""
    for what, passage in passages(question):
        if passage.markup in TAGGED and "&lt;" in passage.source and _TWICE.fullmatch(words(passage)):
            yield Found(
                passage.line, f"Readers see the tags of {what}, {shown(words(passage), 24)}: they are escaped twice"
            )


@About(
    "active-content",
    "warning",
    "A text runs a script, embeds a page or sends a form.",
    "Moodle shows it to every learner as it is, Canvas takes it away: leave it out unless you know where it is from.",
    EVERY,
).question
def active_content(question: Foreign) -> Iterator[Found]:
    """Scripts, frames, handlers of events, addresses that are scripts."""
    for what, passage in _tagged(question):
        for tag in tags(passage):
            said = _active(tag)
            if said:
                yield Found(tag.line, f"In {what} stands {said}, which runs in the browser of everybody who sees it")
                break


def _active(tag: Tag) -> str:
    if tag.end:
        return ""
    if tag.name in _ACTIVE and not tag.foreign:
        return f"<{tag.name}>"
    for name, value in tag.attributes.items():
        if _HANDLER.fullmatch(name) and (tag.name in KNOWN or tag.foreign):
            return f"{name}=..."
        if name in _LINKS and value.strip().lower().startswith("javascript:"):
            return "an address javascript:..."
    return ""


@About(
    "picture-elsewhere",
    "warning",
    "A picture or film is fetched from another server.",
    "It is gone when that server changes, asks for no password and tells it who looks: put the file in.",
    EVERY,
).question
def picture_elsewhere(question: Foreign) -> Iterator[Found]:
    """By http, https or no protocol."""
    for what, passage in _tagged(question):
        for tag in tags(passage):
            address = tag.attributes.get("src") or (tag.attributes.get("data", "") if tag.name == "object" else "")
            if tag.name in _FETCHED and _ELSEWHERE.match(address):
                yield Found(tag.line, f"In {what} {shown(address, 60)} is fetched from elsewhere: put the file in")


@About(
    "picture-from-disk",
    "error",
    "A picture is looked for on somebody's own computer.",
    "Nobody else sees it: put the file in.",
    EVERY,
).question
def picture_from_disk(question: Foreign) -> Iterator[Found]:
    """Addresses that begin with file: or a drive's letter."""
    for what, passage in _tagged(question):
        for tag in tags(passage):
            address = tag.attributes.get("src", "")
            if tag.name in _FETCHED and re.match(r"\s*(?:file:|[a-z]:[\\/])", address, re.IGNORECASE):
                yield Found(tag.line, f"In {what} {shown(address, 60)} is on somebody's own disk: put the file in")


@About(
    "table-ragged",
    "warning",
    "The rows of a table have different numbers of cells.",
    "Columns do not stand below each other: write an empty cell where there is nothing.",
    RICH,
).question
def table_ragged(question: Foreign) -> Iterator[Found]:
    """Tables without cells over several rows; of each text the first."""
    for what, passage in _tagged(question):
        widths: list[list[tuple[int, int]]] = []
        skipped = False
        for tag in tags(passage):
            if tag.name == "table" and not tag.end:
                skipped = skipped or bool(widths)
                widths.append([])
            elif widths and tag.name == "tr" and not tag.end:
                widths[-1].append((tag.line, 0))
            elif widths and widths[-1] and tag.name in {"td", "th"} and not tag.end:
                skipped = skipped or "rowspan" in tag.attributes
                line, count = widths[-1][-1]
                wide = tag.attributes.get("colspan", "1")
                widths[-1][-1] = (line, count + (int(wide) if wide.isdecimal() else 1))
        fault = None if skipped else next(filter(None, map(_ragged, widths)), None)
        if fault:
            yield Found(fault[0], f"In {what} a row has {fault[1]} cells where the first has {fault[2]}")


def _ragged(rows: list[tuple[int, int]]) -> tuple[int, int, int] | None:
    filled = [(line, count) for line, count in rows if count]
    return next(((line, count, filled[0][1]) for line, count in filled if count != filled[0][1]), None)
