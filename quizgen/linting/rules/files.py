"""Files that questions bring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from quizgen.foreign.model import Foreign
from quizgen.linting.parts import passages
from quizgen.linting.rule import EVERY, QTIS, About, Found
from quizgen.linting.saying import shown

_FORBIDDEN = re.compile(r"[\x00-\x1f&<>\"`|':\\]")


@About(
    "file-missing",
    "error",
    "A text shows a file that is not there.",
    "Learners see a broken picture: put the file beside the text that shows it, with the very same letters.",
    EVERY,
).question
def file_missing(question: Foreign) -> Iterator[Found]:
    """Beside what readers find themselves."""
    for one in question.pictures:
        if one.content is None:
            yield Found(one.line, f"{shown(one.name)} is shown and not there: put it in")


@About(
    "file-unused",
    "note",
    "A file is brought that no text of its question shows.",
    "It takes room only, unless its name is misspelt.",
    ("moodle", *QTIS),
).question
def file_unused(question: Foreign) -> Iterator[Found]:
    """By its name in any text, however it is escaped; Moodle 1.9 shows one picture that no text names."""
    told = "\n".join(passage.source for _, passage in passages(question))
    told += unquote(unescape(told))
    for one in question.pictures:
        if one.content is not None and one.name.rpartition("/")[2] not in told and question.own.get("image", "") == "":
            yield Found(one.line, f"{shown(one.name)} is shown nowhere: leave it out, or show it")


@About(
    "file-misnamed",
    "error",
    "A file's name has a sign that Moodle takes away.",
    "Then no text finds it: use letters, digits, - and _.",
    ("moodle",),
).question
def file_misnamed(question: Foreign) -> Iterator[Found]:
    """Signs that no file in Moodle may have."""
    for one in question.pictures:
        if found := _FORBIDDEN.search(one.name):
            yield Found(one.line, f"Moodle takes {shown(found[0])} out of the file's name {shown(one.name)}: rename it")


@About(
    "picture-without-words",
    "note",
    "A picture has no words for those who do not see it.",
    'Write what it shows into alt, or alt="" where it only adorns.',
    ("moodle", "qti12", "qti21", "qti30"),
).question
def picture_without_words(question: Foreign) -> Iterator[Found]:
    """An ``alt`` that is empty says that nothing is lost."""
    from quizgen.linting.shown.page import TAGGED, tags

    for what, passage in passages(question):
        for tag in tags(passage) if passage.markup in TAGGED and "<" in passage.source else ():
            if tag.name == "img" and not tag.foreign and "alt" not in tag.attributes:
                yield Found(tag.line, f"In {what} a picture has no alt: say what it shows")
