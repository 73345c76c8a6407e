"""One sheet with the right answer to each question of each form, for whoever marks by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from quizgen import templating
from quizgen.answers import Grid
from quizgen.formats import fonts
from quizgen.formats.frames import Frame, frame
from quizgen.formats.keys import key_words
from quizgen.model import Form, Question
from quizgen.text import Text

FEW = 10
"""So many forms stand side by side, a row for each question; more have a row each."""
WIDE = 20
"""So many questions stand side by side; what follows them is a further table."""


class FormKeys(Struct, frozen=True):
    """A form's name and seal, and the key of each question."""

    name: str
    seal: str
    keys: tuple[Text, ...]


class Rows(Protocol):
    """The keys of all forms, which can be gone through again."""

    def __iter__(self) -> Iterator[FormKeys]:
        """From the first form on."""

    def __len__(self) -> int:
        """How many forms there are."""


class Table(Struct, frozen=True):
    """A table under a title, with its head, and rows of a heading and cells, the last of which may be ``sealed``."""

    title: str
    head: Sequence[str]
    rows: Iterable[tuple[str, Sequence[Text]]]
    sealed: bool = False


def form_keys(form: Form) -> FormKeys:
    """What the sheet says of a form."""
    words = frame(form.sitting.language)
    return FormKeys(form.name, form.seal, tuple(_key(item.question, words) for item in form.items))


def _key(question: Question, words: Frame) -> Text:
    """A letter or a number; what takes a table stands in the form's own key."""
    long = any(isinstance(part.answer, Grid) for part in question.parts)
    return Text(words.see_key) if long else key_words(question, words)


def source(head: Form, rows: Rows, seal: str) -> str:
    """The Typst source of the sheet: ``head`` is a form without items, ``seal`` that of the exam.

    Its print is never large: whoever marks needs a row at a glance.
    """
    words = frame(head.sitting.language)
    return templating.Templates(templating.TYPST).render(
        "key-sheet.typ.j2",
        form=replace(head, sitting=replace(head.sitting, large=False)),
        document_title=f"{head.title}: {words.key_sheet}",
        foot=", ".join((words.seal.format(code=seal), words.seed.format(seed=head.seed))),
        tables=tables(rows, words),
        sections={},
        frame=words,
        families=fonts.families(head.sitting.fonts) if head.sitting.fonts else (),
    )


def tables(rows: Rows, words: Frame) -> Iterator[Table]:
    """The tables: one of few forms, else one of so many questions as have room beside each other."""
    if len(rows) <= FEW:
        yield _by_question(list(rows), words)
        return
    longest = max(len(one.keys) for one in rows)
    for start in range(0, longest, WIDE):
        numbers = range(start, min(start + WIDE, longest))
        head = (words.form.format(name="").strip(), *(str(number + 1) for number in numbers), words.seal_of_form)
        yield Table(_title(words, numbers), head, (_row(one, numbers) for one in rows), sealed=True)


def _by_question(forms: Sequence[FormKeys], words: Frame) -> Table:
    keys = zip(*(one.keys for one in forms), strict=True)
    seals = (words.seal_of_form, tuple(Text(one.seal) for one in forms))
    numbered = ((str(number), key) for number, key in enumerate(keys, start=1))
    head = (words.question, *(words.form.format(name=one.name) for one in forms))
    return Table(_title(words, range(len(forms[0].keys))), head, (*numbered, seals))


def _row(form: FormKeys, numbers: range) -> tuple[str, Sequence[Text]]:
    return form.name, (*form.keys[numbers.start : numbers.stop], Text(form.seal))


def _title(words: Frame, numbers: range) -> str:
    return f"{words.answers} {numbers.start + 1}–{numbers.stop}"
