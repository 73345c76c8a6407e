"""Names, idnumbers, tags and categories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.foreign.model import Foreign, ForeignFile, Unasked
from quizgen.linting.rule import EVERY, MOODLES, About, Found
from quizgen.linting.saying import shown

LONGEST_NAME, LONGEST_ID, LONGEST_TAG = 255, 100, 255
"""Characters that Moodle's tables hold."""
_TAG_LIKE = re.compile(r"<[^\s\d<>=]|<[=!?/]")


@About(
    "duplicate-idnumber",
    "error",
    "Two questions of a category have the same idnumber.",
    "Moodle keeps the first and drops that of every other one without a word, so that it cannot be found by it.",
    MOODLES,
).file
def duplicate_idnumber(file: ForeignFile) -> Iterator[Found]:
    """Of one category; others may have it, too."""
    first: dict[tuple[str, str], Foreign] = {}
    for question in file.questions:
        if number := question.idnumber.strip():
            before = first.setdefault((question.category, number), question)
            if before is not question:
                other = f"that of {shown(before.name)} in line {before.line}"
                words = f"The idnumber {shown(number)} is {other}: Moodle drops it here"
                yield Found(question.line, words, question=question.name)


@About(
    "idnumber-too-long",
    "error",
    "An idnumber has more than 100 characters.",
    "Moodle's import breaks off with an error of its database.",
    MOODLES,
).question
def idnumber_too_long(question: Foreign) -> Iterator[Found]:
    """Characters, not bytes."""
    if len(question.idnumber) > LONGEST_ID:
        yield Found(question.line, f"The idnumber has {len(question.idnumber)} characters, Moodle takes {LONGEST_ID}")


@About(
    "name-too-long",
    "warning",
    "A question's name has more than 255 characters.",
    "Moodle cuts it.",
    MOODLES,
).question
def name_too_long(question: Foreign) -> Iterator[Found]:
    """Characters, not bytes."""
    if len(question.name) > LONGEST_NAME:
        yield Found(question.line, f"The name has {len(question.name)} characters, Moodle cuts it after {LONGEST_NAME}")


@About(
    "name-cut",
    "error",
    "A name has a sign that Moodle takes for the beginning of a tag.",
    "The rest of the name is lost: write a space behind <.",
    ("moodle",),
).question
def name_cut(question: Foreign) -> Iterator[Found]:
    """Unless what follows is a whole tag, of which only that is lost."""
    found = _TAG_LIKE.search(question.name)
    if found:
        kept = question.name[: found.start()].strip()
        yield Found(
            question.line, f"Moodle takes {shown(question.name[found.start() :], 24)} for a tag and shows {shown(kept)}"
        )


@About(
    "duplicate-name",
    "warning",
    "Two questions of a category have the same name.",
    "In Moodle's lists and reports they cannot be told apart.",
    MOODLES,
).file
def duplicate_name(file: ForeignFile) -> Iterator[Found]:
    """Of one category; names of Moodle's own making are left alone."""
    first: dict[tuple[str, str], Foreign] = {}
    for question in file.questions:
        name = " ".join(question.name.split())
        before = first.setdefault((question.category, name), question) if name else question
        if before is not question:
            words = f"The name {shown(name)} is that of the question in line {before.line}: give it another one"
            yield Found(question.line, words, question=question.name)


@About(
    "tag-too-long",
    "warning",
    "A tag has more than 50 characters.",
    "Moodle 4.2 cuts it after 50, 4.5 after 255: two tags may become one.",
    MOODLES,
).question
def tag_too_long(question: Foreign) -> Iterator[Found]:
    """Characters, not bytes."""
    for tag in question.tags:
        if len(tag) > 50:
            yield Found(
                question.line, f"The tag {shown(tag, 24)} has {len(tag)} characters, Moodle 4.2 cuts it after 50"
            )


@About(
    "tag-refused",
    "error",
    "A question has the tag 0, or nothing but blank tags.",
    "Moodle's import breaks off.",
    ("moodle",),
).question
def tag_refused(question: Foreign) -> Iterator[Found]:
    """Beside others a blank tag is dropped."""
    if "0" in question.tags:
        yield Found(question.line, "The tag '0' makes Moodle's import break off: leave it out")
    elif question.tags and not any(tag.strip() for tag in question.tags):
        yield Found(question.line, "The only tag is blank, which makes Moodle's import break off: leave it out")


@About(
    "category-part-empty",
    "warning",
    "A part of a category's path is empty.",
    "Moodle makes a category without a name: write // for a slash within a name.",
    MOODLES,
).file
def category_part_empty(file: ForeignFile) -> Iterator[Found]:
    """At the end or between two slashes; ``//`` is a slash within a name."""
    told: set[str] = set()
    for question in file.questions:
        path = question.category
        parts = [part.strip() for part in path.replace("//", "\0").split("/")]
        if path and path not in told and "" in parts[1:]:
            told.add(path)
            yield Found(question.line, f"A part of the category {shown(path, 60)} is empty", question=question.name)


@About(
    "duplicate-question",
    "warning",
    "Two questions of a category ask the same.",
    "A quiz that draws from it may ask it twice, and a second import makes second copies.",
    EVERY,
).file
def duplicate_question(file: ForeignFile) -> Iterator[Found]:
    """The same text with the same answers; of questions whose answers are not read nobody can tell."""
    first: dict[tuple[object, ...], Foreign] = {}
    for question in file.questions:
        if isinstance(question.asked, Unasked):
            continue
        same = (question.category, question.sort, question.stem.source.strip(), _answers(question))
        before = first.setdefault(same, question)
        if before is not question and question.stem.source.strip():
            words = f"It asks the same as {shown(before.name)} in line {before.line}, with the same answers"
            yield Found(question.line, words, question=question.name, within=question.own.get("member", ""))


def _answers(question: Foreign) -> str:
    """What is asked without lines: two copies differ in them alone."""
    return re.sub(r"\bline=\d+", "", repr(question.asked)) + repr(
        sorted((one.name, one.content) for one in question.pictures)
    )


@About(
    "duplicate-id",
    "error",
    "Two different questions of a form have the same id.",
    "Analyses and what is learned of a question take one for the other: give each its own.",
    ("json",),
).file
def duplicate_id(file: ForeignFile) -> Iterator[Found]:
    """A question may be asked in two ways under one id; the very same again is told by ``duplicate-question``."""
    first: dict[tuple[str, str, str], Foreign] = {}
    for question in file.questions:
        before = first.setdefault((question.idnumber, question.sort, question.own.get("form", "")), question)
        if before.stem.source != question.stem.source:
            words = f"{shown(question.idnumber)} is the id of another question, in line {before.line}: give it its own"
            yield Found(question.line, words, question=question.name)
