"""A question of Moodle XML."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from quizgen.foreign.model import Asked, Foreign, Gaps, Passage, Picture, Unasked
from quizgen.foreign.moodle import boxes
from quizgen.foreign.moodle.answers import Answers
from quizgen.foreign.moodle.cloze import gapped
from quizgen.foreign.moodle.files import old_image, with_image
from quizgen.foreign.moodle.texts import Texts
from quizgen.foreign.numbers import number, share
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.tree import Element

CLOZE = {"cloze", "multianswer"}
UNASKED = {
    *("essay", "description", "calculated", "calculatedsimple", "calculatedmulti", "random", "randomsamatch"),
    *("ddimageortext", "ddmarker", "missingtype"),
}
"""Moodle's own types in which nothing can be asked elsewhere."""
_TEXTS = {
    *("name", "questiontext", "generalfeedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"),
    *("answer", "subquestion", "hint", "tags", "coursetags", "units", "dragbox", "selectoption", "file"),
    *("image", "image_base64", "dataset_definitions", "drag", "drop", "graderinfo", "responsetemplate"),
}
"""Children whose content is read, or is no plain value."""


class Stem(Struct, frozen=True):
    """What every question has: its texts, pictures and values."""

    passage: Passage
    pictures: tuple[Picture, ...]


def question(element: Element, category: str, remarks: Remarks) -> Foreign:
    """The question of an element; what is wrong in it is remarked."""
    texts, sort = Texts(remarks), element.get("type")
    name = _name(element, texts, remarks, sort)
    remarks.question = name
    if "type" not in element.attributes:
        remarks.add("type-missing", "the question has no type: Moodle leaves it out", element.line)
    stem = _stem(element, texts, remarks)
    read, asked = _asked(element, sort, stem, texts, remarks)
    points = sum((one.weight for one in asked.gaps), Fraction(0)) if isinstance(asked, Gaps) and sort in CLOZE else None
    found = Foreign(
        sort=sort,
        name=name,
        line=element.line,
        stem=read,
        asked=asked,
        points=_value(element, "defaultgrade", Fraction(1), remarks) if points is None else points,
        penalty=share(_value(element, "penalty", Fraction(1, 3), remarks)),
        general=texts.passage(element.first("generalfeedback")),
        right=texts.passage(element.first("correctfeedback")),
        partly=texts.passage(element.first("partiallycorrectfeedback")),
        wrong=texts.passage(element.first("incorrectfeedback")),
        hints=tuple(hint for one in element.all("hint") if (hint := texts.passage(one))),
        tags=tuple(_tags(element, texts)),
        idnumber=_plain(element, "idnumber"),
        category=category,
        pictures=tuple(texts.pictures),
        own=own(element, texts),
    )
    remarks.question = ""
    return found


def own(element: Element, texts: Texts) -> dict[str, str]:
    """The plain values as they are written, and as ``NAME@line`` on which lines they stand.

    ``escaped`` has the lines on which HTML stands as references, ``eaten`` those on which Moodle loses spaces.
    """
    found: dict[str, str] = {}
    for one in element:
        if one.name not in _TEXTS and one.name not in found and not any(True for _ in one):
            found[one.name], found[f"{one.name}@line"] = one.text, str(one.line)
    if (name := element.first("name")) is not None:
        found["name@line"] = str(name.line)
    for key, lines in (("escaped", texts.escaped), ("eaten", texts.eaten)):
        if lines:
            found[key] = " ".join(map(str, dict.fromkeys(lines)))
    return found


def _name(element: Element, texts: Texts, remarks: Remarks, sort: str) -> str:
    holder = element.first("name")
    found = texts.words(holder)
    if not found and sort not in CLOZE:
        line = holder.line if holder else element.line
        remarks.add("name-missing", "the question has no name: Moodle refuses it or lists it without one", line)
    return " ".join(found.split())


def _stem(element: Element, texts: Texts, remarks: Remarks) -> Passage:
    holder = element.first("questiontext")
    found = texts.always(holder, element.line, "html")
    texts.markup = found.markup
    image = old_image(element, remarks)
    if image:
        texts.pictures.append(image)
        found = with_image(found, image.name)
    if not found.source:
        remarks.add("stem-missing", "the question has no text", found.line)
    return found


def _asked(element: Element, sort: str, stem: Passage, texts: Texts, remarks: Remarks) -> tuple[Passage, Asked]:
    kind = sort.lower()
    if kind != sort and (kind in UNASKED | CLOZE or kind in _READERS or kind in boxes.BOX):
        words = f"Moodle does not know the type {shown(sort)}: write it in small letters, {shown(kind)}"
        remarks.add("type-unknown", words, element.line)
    if kind in CLOZE:
        return gapped(stem, remarks)
    if kind in boxes.BOX:
        return boxes.boxed(element, kind, stem, texts, remarks)
    if kind in _READERS:
        asked: Asked = _READERS[kind](Answers(element, texts, remarks))
        return stem, asked
    if kind not in UNASKED and kind:
        words = f"{shown(sort)} is no type of Moodle's own: it is imported only where a plug-in brings it, and not read"
        remarks.add("type-unknown", words, element.line, "warning")
    return stem, Unasked(sort)


_READERS = {
    "multichoice": Answers.choice,
    "truefalse": Answers.sides,
    "shortanswer": Answers.words,
    "numerical": Answers.numbers,
    "matching": Answers.pairs,
    "match": Answers.pairs,
    "ordering": Answers.steps,
}


def _value(element: Element, name: str, other: Fraction, remarks: Remarks) -> Fraction:
    """A plain number; blank it is 0, as in Moodle."""
    holder = element.first(name)
    if holder is None:
        return other
    found = number(holder.text) if holder.text.strip() else Fraction(0)
    if found is None:
        words = (
            f"<{name}> holds {shown(holder.text)}, which is no number with a decimal point: Moodle's import breaks off"
        )
        remarks.add("number-unreadable", words, holder.line)
        return other
    return found


def _plain(element: Element, name: str) -> str:
    holder = element.first(name)
    return holder.text.strip() if holder else ""


def _tags(element: Element, texts: Texts) -> list[str]:
    """Its tags, blank ones too."""
    lists = element.all("tags", "coursetags")
    return list(dict.fromkeys(texts.words(tag) for one in lists for tag in one.all("tag")))
