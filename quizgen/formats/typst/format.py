"""The exam as Typst source, and beside it the same exam with key and worked solutions: what the PDFs are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from string import ascii_uppercase

from msgspec import Struct

from quizgen import templating
from quizgen.figures import svg
from quizgen.formats import fonts
from quizgen.formats.answer_sheet import answer_sheet, told
from quizgen.formats.booklet import NOTE, booklet
from quizgen.formats.foot import foot, titled
from quizgen.formats.formulas import formulas
from quizgen.formats.frames import frame, spoken
from quizgen.formats.instructions import allowed, instructions
from quizgen.formats.keys import key_in_words, key_words
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.sections import headings
from quizgen.formats.sheet_fields import cell_names
from quizgen.formats.typst.parts import said, sheet
from quizgen.formats.typst.room import LARGE, USUAL, brief, columns
from quizgen.model import IN_WORDS, KINDS, Figure, Form, Kind
from quizgen.sheets import sizes


class TypstFormat(Struct, frozen=True):
    """Source that Typst 0.14 or later compiles; all words in it are strings in quotes, so that it can be edited."""

    name: str = "typst"
    suffix: str = ".typ"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "Typst source of the PDFs, for those who want to change the layout"
    heeds: frozenset[str] = frozenset(("large-print", "extra-time", "booklets"))

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form the exam, then the exam with its key, then the booklet where it is wished."""
        for form in forms:
            yield File(file_name(form, options, self.suffix), [source(form).encode()])
            yield File(file_name(form, options, self.suffix, note="key"), [source(form, key=True).encode()])
            if options.booklet:
                yield File(file_name(form, options, self.suffix, note=NOTE), [booklet(form).encode()])


def source(form: Form, *, key: bool = False) -> str:
    """The Typst source of a form, ``key`` with ticks, feedback, worked solutions and the seed."""
    template = "exam-key.typ.j2" if key else "exam.typ.j2"
    words = frame(form.sitting.language)
    total = sum((item.points for item in form.items), Fraction(0))
    name = titled(form, words)
    pages = () if key else answer_sheet(form)
    drawn = _once()
    size = LARGE if form.sitting.large else USUAL
    return templating.Templates(templating.TYPST).render(
        template,
        form=form,
        document_title=f"{name}: {words.key_and_solutions}" if key else name,
        foot=", ".join(foot(form, words, key=key)),
        total=words.points_of(total),
        total_points=total,
        number=words.number,
        instructions=instructions(form, sheet=bool(pages)),
        allowed=tuple(allowed(form)),
        sheet_pages=pages,
        sheet_told=told(form, pages),
        sizes=sizes,
        cell_names=partial(cell_names, form) if pages else lambda _: defaultdict(str),
        formulas=formulas(form) if form.sitting.formula_sheet else (),
        in_words=IN_WORDS,
        ticked=key,
        letters=ascii_uppercase,
        sections=headings(form),
        frame=words,
        families=fonts.families(form.sitting.fonts) if form.sitting.fonts else (),
        points=words.points_of,
        key_words=partial(key_words, words=words),
        key_in_words=partial(key_in_words, words=words),
        sheet=partial(sheet, words=words),
        said=lambda question: list(said(question, words)),
        spoken=partial(spoken, language=form.sitting.language),
        brief=lambda question: brief(question, size, form.sitting.working_space, drawn),
        columns=lambda answer: columns(answer, size),
        svg=drawn,
    )


def _once() -> Callable[[Figure], str]:
    """Draws each figure of a form but once: it is looked at to tell how tall it is, too."""
    made: dict[int, str] = {}

    def drawn(figure: Figure) -> str:
        if id(figure) not in made:
            made[id(figure)] = svg(figure)
        return made[id(figure)]

    return drawn


FORMAT = TypstFormat()
