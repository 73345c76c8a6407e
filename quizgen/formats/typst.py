"""The exam as Typst source, and beside it the same exam with key and worked solutions: what the PDFs are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from string import ascii_uppercase

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
from quizgen.formats.typst_parts import said, sheet
from quizgen.formats.typst_room import LARGE, USUAL, brief, columns
from quizgen.model import IN_WORDS, KINDS, Form, Kind
from quizgen.sheets import sizes


@dataclass(frozen=True, slots=True)
class TypstFormat:
    """Source that Typst 0.14 or later compiles; all words in it are strings in quotes, so that it can be edited."""

    name: str = "typst"
    suffix: str = ".typ"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "Typst source of the PDFs, for those who want to change the layout"

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
    drawn = () if key else answer_sheet(form)
    size = LARGE if form.sitting.large else USUAL
    return templating.Templates(templating.TYPST).render(
        template,
        form=form,
        document_title=f"{name}: {words.key_and_solutions}" if key else name,
        foot=", ".join(foot(form, words, key=key)),
        total=words.points_of(total),
        total_points=total,
        number=words.number,
        instructions=instructions(form, sheet=bool(drawn)),
        allowed=tuple(allowed(form)),
        sheet_pages=drawn,
        sheet_told=told(form, drawn),
        sizes=sizes,
        cell_names=partial(cell_names, form) if drawn else lambda _: defaultdict(str),
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
        brief=lambda question: brief(question, size, form.sitting.working_space, svg),
        columns=lambda answer: columns(answer, size),
        svg=svg,
    )


FORMAT = TypstFormat()
