"""The exam as Typst source, and beside it the same exam with key and worked solutions: what the PDFs are made of."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from string import ascii_uppercase

from quizgen import templating
from quizgen.figures import svg
from quizgen.formats.keys import key_in_words, key_words
from quizgen.formats.points import points
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.typst_parts import said, sheet
from quizgen.model import KINDS, Form, Kind
from quizgen.text.typst import TYPST

HINTS: dict[Kind, str] = {
    "choice": "“Tick one” means that exactly one option is right.",
    "multiple": "“Tick all that apply” means that one, several or all of the options are right.",
    "numerical": "Where there are no options, write a number on the line.",
    "matching": "Where numbers stand beside letters, write one letter on the line before each number.",
    "ordering": "Where steps are out of order, write their letters on the lines in the right order.",
    "grid": "In a table, write a value into every empty cell.",
}


@dataclass(frozen=True, slots=True)
class TypstFormat:
    """Source that Typst 0.14 or later compiles; all words in it are strings in quotes, so that it can be edited."""

    name: str = "typst"
    suffix: str = ".typ"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "Typst source of the PDFs, for those who want to change the layout"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form the exam, then the exam with its key."""
        for form in forms:
            yield File(file_name(form, options, self.suffix), [source(form).encode()])
            yield File(file_name(form, options, self.suffix, note="key"), [source(form, key=True).encode()])


def source(form: Form, *, key: bool = False) -> str:
    """The Typst source of a form, ``key`` with ticks, feedback, worked solutions and the seed."""
    template = "exam-key.typ.j2" if key else "exam.typ.j2"
    name = ", ".join([form.title, *([f"form {form.name}"] if form.name else [])])
    return templating.Templates(templating.TYPST).render(
        template,
        form=form,
        document_title=f"{name}: key and worked solutions" if key else name,
        foot=", ".join(foot(form, key=key)),
        total=points(sum((item.points for item in form.items), Fraction(0))),
        instructions=tuple(instructions(form)),
        ticked=key,
        letters=ascii_uppercase,
        points=points,
        key_words=key_words,
        key_in_words=key_in_words,
        sheet=sheet,
        said=said,
        svg=svg,
    )


def foot(form: Form, *, key: bool) -> Iterator[str]:
    """What stands at the foot of each page; the seed on the key alone."""
    if form.name:
        yield f"Form {form.name}"
    yield f"exam {fingerprint(form)}"
    if key:
        yield f"seed {form.seed}"


def fingerprint(form: Form) -> str:
    """Eight characters that tell which items a paper holds in which order, and nothing about the key or the seed."""
    shown = [(item.id, *(TYPST.line(option.text) for option in item.question.options)) for item in form.items]
    return b32encode(blake2b(repr(shown).encode(), digest_size=5).digest()).decode()


def instructions(form: Form) -> Iterator[str]:
    """The instructor's own words, or else what the kinds of the questions call for."""
    if form.notes:
        yield from form.notes
        return
    present = {part.answer.kind for item in form.items for part in item.question.parts}
    number = len(form.items)
    yield f"Answer all {number} questions." if number > 1 else "Answer the question."
    yield from (HINTS[kind] for kind in KINDS if kind in present)


FORMAT = TypstFormat()
