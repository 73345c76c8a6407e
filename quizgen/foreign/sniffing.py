"""Which sort of file it is, from what stands in it; its name decides only where the text fits several."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, TypeAlias

from quizgen.errors import UsageError

Shape: TypeAlias = Literal["moodle", "qti", "zip", "json", "gift", "aiken", "rmd"]
"""Who reads it; ``qti`` is a file of XML of any version of QTI, ``zip`` a package."""

READ = "Moodle XML, GIFT, Aiken, QTI (XML or zip), R/exams' .Rmd and quizgen's JSON are read"
_HEAD = 200_000
"""Bytes that are looked at."""
_ROOTS: dict[str, Shape] = {
    "quiz": "moodle",
    "question": "moodle",
    "questestinterop": "qti",
    "assessmentitem": "qti",
    "assessmenttest": "qti",
    "qti-assessment-item": "qti",
    "qti-assessment-test": "qti",
    "item": "qti",
    "assessment": "qti",
}
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_RMD = re.compile(
    r"^[ \t]*(?:ex(?:type|solution|name)[ \t]*:|Meta-information[ \t\r]*$|Question[ \t\r]*\n=+[ \t\r]*$)", re.MULTILINE
)
_ANSWER = re.compile(r"^[ \t]*ANSWER[ \t]*:[ \t]*[A-Za-z][ \t\r]*$", re.MULTILINE)
_OPTION = re.compile(r"^[ \t]*[A-Za-z][.)][ \t]*\S", re.MULTILINE)
_GIFT = re.compile(r"(?<!\\)\{|^[ \t]*\$CATEGORY[ \t]*:|^[ \t]*::", re.MULTILINE)
_BY_NAME: dict[str, Shape] = {".gift": "gift", ".aiken": "aiken", ".rmd": "rmd"}


def shape(content: bytes, where: str) -> Shape:
    """The sort of file; raises UsageError where it is none that is read."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    text = head(content)
    if not text.strip():
        raise UsageError(f"{where} is empty; give a file of questions")
    if "\0" in text:
        raise UsageError(f"{where} is no text and no zip archive; {READ}")
    if text.lstrip().startswith("<") and (found := _of_xml(text, where)):
        return found
    return "json" if re.match(r'\s*(?:\{\s*"|\[\s*\{)', text) else _of_text(text, where)


def head(content: bytes) -> str:
    """The beginning as text, whatever its encoding: only what stands in ASCII is looked at."""
    part = content[:_HEAD]
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return part.decode("utf-16", "replace")
    return part.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _of_xml(text: str, where: str) -> Shape | None:
    """The reader of a root element; None where this is a text that happens to begin with a tag."""
    before = _BEFORE_ROOT.match(text)
    root = _ROOT.match(text, before.end() if before else 0)
    found = _ROOTS.get(root[1].lower()) if root else None
    if found:
        return found
    if root and root[1].lower() == "manifest":
        raise UsageError(f"{where} is the list of a package's files; give the package itself, the zip archive")
    if root and (text.lstrip().startswith("<?xml") or not _GIFT.search(text)):
        raise UsageError(f"{where} is XML of something else, its root is <{root[1]}>; {READ}")
    return None


def _of_text(text: str, where: str) -> Shape:
    if _RMD.search(text):
        return "rmd"
    if _ANSWER.search(text) and _OPTION.search(text):
        return "aiken"
    by_name = _BY_NAME.get(PurePath(where).suffix.lower())
    if by_name:
        return by_name
    if _GIFT.search(text):
        return "gift"
    raise UsageError(f"{where} holds no questions that are known; {READ}")
