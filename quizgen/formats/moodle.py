"""Moodle XML for the question bank: a file for each form, or several, and a category for each import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quizgen import resources
from quizgen.formats import moodle_rules as rules
from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.moodle_answers import has_gaps
from quizgen.formats.moodle_names import places
from quizgen.formats.moodle_question import question
from quizgen.formats.moodle_rules import Wishes
from quizgen.formats.protocol import File, Format, Options, file_name
from quizgen.model import KINDS, Form, Item, Kind
from quizgen.templating import XML, Templates

Placed: TypeAlias = tuple[str, Item]
"""An item with its place in an exam, or with nothing."""


@dataclass(frozen=True, slots=True)
class MoodleFormat:
    """Items for Moodle's question bank."""

    name: str = "moodle"
    suffix: str = ".xml"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "questions for Moodle's question bank, with feedback and hints"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form one file, or several parts; raises QuizgenError for what Moodle would refuse or misread."""
        wishes = rules.wishes(options)
        for form in forms:
            yield from _files(form, options, wishes, self.suffix)


def _files(form: Form, options: Options, wishes: Wishes, suffix: str) -> Iterator[File]:
    """The file, or parts of so many questions, each of which has a category of its own in that of the whole."""
    items = _by_category(form)
    top = rules.import_name(form, _digest(form, options))
    size = options.split or max(1, len(items))
    starts = range(0, len(items), size)
    if len(starts) < 2:
        yield File(file_name(form, options, suffix), _chunks(items, (top,), wishes))
        return
    for number, start in enumerate(starts, start=1):
        part = f"part {number:0{len(str(len(starts)))}} of {len(starts)}"
        note = part.partition(" of")[0].replace(" ", "-")
        name = file_name(form, options, suffix, note=note)
        yield File(name, _chunks(items[start : start + size], (top, part), wishes))


def _digest(form: Form, options: Options) -> str:
    """Of all that a question in the file can say; another version may say it in other words."""
    wished = (resources.version(), options.wrong, options.shuffle, options.split, options.moodle)
    return fingerprint(map(repr, (wished, *map(_said, form.items))))


def _said(item: Item) -> tuple[object, ...]:
    """Values whose words are the same in every process: dataclasses, numbers, rows."""
    asked = item.question
    return item.id, item.points, item.tags, asked.stem, asked.parts, asked.figures, asked.source


def _chunks(items: Sequence[Placed], within: tuple[str, ...], wishes: Wishes) -> Iterator[bytes]:
    return Templates(XML).stream(
        "moodle.xml.j2",
        top=rules.path(within[0]),
        questions=(question(item, place, within, wishes) for place, item in items),
        version=resources.version(),
        gaps_there=any(has_gaps(item.question) for _, item in items),
    )


def _by_category(form: Form) -> list[Placed]:
    """The items of each topic and level together, so that each category is named once."""
    first: dict[tuple[str, str], int] = {}
    placed = zip(places(form), form.items, strict=True)
    return sorted(placed, key=lambda one: first.setdefault((one[1].topic, one[1].level), len(first)))


FORMAT: Format = MoodleFormat()
