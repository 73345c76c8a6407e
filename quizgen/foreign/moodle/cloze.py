"""Texts with gaps: ``{weight:TYPE:=right#feedback~%50%half~wrong}``, as Moodle's embedded answers read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from html import unescape

from msgspec import Struct

from quizgen.foreign.model import Accepted, Asked, Choosable, Choosing, Gap, Gaps, Number, Passage, Words
from quizgen.foreign.numbers import number, share
from quizgen.foreign.remarks import Remarks, shown

_OPENS = re.compile(r"\{\s{0,20}(\d{0,9})\s{0,20}:\s{0,20}([A-Za-z_]{1,20})\s{0,20}:")
_WORDS = {"SHORTANSWER", "SA", "MW"}
_WORDS_CASE = {"SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}
_ONE = {"MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"}
_ONE_SHUFFLED = {"MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"}
_SEVERAL = {"MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH"}
_SEVERAL_SHUFFLED = {"MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"}
TYPES = _WORDS | _WORDS_CASE | _NUMBERS | _ONE | _ONE_SHUFFLED | _SEVERAL | _SEVERAL_SHUFFLED
_SHARE = re.compile(r"\s*(?:=|%(-?\d+(?:[.,]\d*)?)%)")
_ESCAPED = re.compile(r"\\([}#~\\/\"])")
_REFERENCE = re.compile(r"&(?:amp;)?$")
"""Before a sign that is part of a character's reference, ``&#8211;`` for one, and neither ends nor begins anything."""


class _Reply(Struct, frozen=True):
    share: Fraction | None
    words: str
    feedback: Passage | None
    line: int
    written: str


def gapped(stem: Passage, remarks: Remarks) -> tuple[Passage, Asked]:
    """The stem with ``{#1}`` and so on for its gaps, and the gaps."""
    gaps: list[Gap] = []
    pieces: list[str] = []
    place, source = 0, stem.source
    while opening := _OPENS.search(source, place):
        line = stem.line + source.count("\n", 0, opening.start())
        end = _end(source, opening.end())
        gap = _gap(opening, source[opening.end() : end], line, remarks) if end >= 0 else None
        if end < 0:
            begin = shown(source[opening.start() : opening.start() + 60], 30)
            remarks.add("gap-unclosed", f"the gap {begin} has no closing brace: write }} after its answers", line)
            break
        pieces.append(source[place : opening.start()])
        place = end + 1 if gap else opening.end()
        pieces.append(f"{{#{len(gaps) + 1}}}" if gap else opening[0])
        gaps += [gap] if gap else []
    if not gaps:
        remarks.add(
            "no-gap", "the text has no gap that Moodle knows, such as {1:NUMERICAL:=5}: it refuses this", stem.line
        )
    return Passage("".join([*pieces, source[place:]]), stem.markup, stem.line), Gaps(tuple(gaps))


def _end(source: str, start: int) -> int:
    """Where the gap's closing brace stands, -1 for nowhere."""
    return next((place for place in _signs(source, start, "}")), -1)


def _signs(source: str, start: int, sign: str) -> Iterator[int]:
    """Where a sign stands that has no backslash before it and is no part of a reference."""
    place = source.find(sign, start)
    while place >= 0:
        if source[max(place - 1, 0) : place] != "\\" and not _REFERENCE.search(source, max(start, place - 5), place):
            yield place
        place = source.find(sign, place + 1)


def _parts(text: str, sign: str) -> Iterator[tuple[str, int]]:
    """The parts between signs, and where each begins."""
    begin = 0
    for place in _signs(text, 0, sign):
        yield text[begin:place], begin
        begin = place + 1
    yield text[begin:], begin


def _gap(opening: re.Match[str], inside: str, line: int, remarks: Remarks) -> Gap | None:
    kind = opening[2]
    if kind.upper() not in TYPES:
        return None
    if kind not in TYPES:
        words = f"Moodle knows gaps by capitals only, and takes {shown(opening[0])} for words: write {kind.upper()}"
        remarks.add("gap-type", words, line)
    replies = [
        _reply(one, line + inside.count("\n", 0, place), remarks) for one, place in _parts(inside, "~") if one.strip()
    ]
    weight = Fraction(int(opening[1][:6])) if opening[1] else Fraction(1)
    return Gap(_asked(kind.upper(), replies, remarks), weight, line)


def _reply(text: str, line: int, remarks: Remarks) -> _Reply:
    found = _SHARE.match(text)
    part, written, rest = Fraction(0), "", text
    if found:
        written, rest = found[0].strip(), text[found.end() :]
        percent = number(found[1].replace(",", ".")) if found[1] else Fraction(100)
        part = share((percent or Fraction(0)) / 100)
    elif text.lstrip().startswith("%"):
        words = f"the share of {shown(text, 24)} cannot be read: write a number between two percent signs, %50%"
        remarks.add("fraction-unreadable", words, line)
    feedback = next(_signs(rest, 0, "#"), -1)
    said = _plain(rest[feedback + 1 :]) if feedback >= 0 else ""
    answer = _plain(rest[:feedback] if feedback >= 0 else rest)
    return _Reply(part, answer, Passage(said, "html", line) if said else None, line, written)


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: found[1] if found[1] in "}#~" else found[0], unescape(text)).strip()


def _asked(kind: str, replies: list[_Reply], remarks: Remarks) -> Choosing | Number | Words:
    if kind in _NUMBERS:
        return Number(tuple(_number(one, remarks) for one in replies))
    if kind in _WORDS | _WORDS_CASE:
        nothing = Fraction(0)
        typed = tuple(Accepted(one.words, None, nothing, one.share, one.line, one.feedback) for one in replies)
        return Words(typed, case=kind in _WORDS_CASE)
    options = tuple(
        Choosable(Passage(one.words, "html", one.line), one.share, one.line, one.feedback, one.written)
        for one in replies
    )
    shuffle = kind in _ONE_SHUFFLED | _SEVERAL_SHUFFLED
    return Choosing(options, single=kind in _ONE | _ONE_SHUFFLED, shuffle=shuffle)


def _number(reply: _Reply, remarks: Remarks) -> Accepted:
    """A number with how far it may be off, after a colon."""
    written, colon, off = reply.words.partition(":")
    value, tolerance = number(written), number(off) if colon else Fraction(0)
    if value is None and written.strip() != "*":
        words = f"{shown(reply.words)} is no number in plain digits with a decimal point: Moodle misreads or refuses it"
        remarks.add("number-unreadable", words, reply.line)
    if tolerance is None:
        words = f"the tolerance of {shown(reply.words)} is no number: write it with a decimal point after one colon"
        remarks.add("tolerance-unreadable", words, reply.line)
    return Accepted(written.strip(), value, abs(tolerance or Fraction(0)), reply.share, reply.line, reply.feedback)
