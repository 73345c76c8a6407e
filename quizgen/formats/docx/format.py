"""The exam as a document for Word and LibreOffice, and beside it the same with key and worked solutions.

Formulas are equations that can be edited, figures pictures with their words. python-docx makes the file; what stands in
it is written by a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from string import ascii_uppercase

from markupsafe import Markup
from msgspec import Struct

from quizgen import templating
from quizgen.formats.docx.file import NAMESPACES, Document
from quizgen.formats.docx.styles import widened
from quizgen.formats.drawings import as_png
from quizgen.formats.foot import foot, person, titled
from quizgen.formats.formulas import formulas
from quizgen.formats.frames import ENGLISH, frame, known_as, spoken
from quizgen.formats.instructions import allowed, instructions
from quizgen.formats.keys import key_in_words, key_words
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.sections import headings
from quizgen.formats.typst.parts import said, sheet
from quizgen.formats.working import lines, points_rows
from quizgen.model import KINDS, Figure, Form, Kind
from quizgen.text.speech import SPEECH
from quizgen.text.word import WORD

_RUN = re.compile("(<w:lang [^<>]*>)?</w:rPr>")
"""The end of a run's properties, of which the language is the last."""


class DocxFormat(Struct, frozen=True):
    """Two documents a form."""

    name: str = "docx"
    suffix: str = ".docx"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "an exam for Word, formulas as equations, and the same with key and worked solutions"
    heeds: frozenset[str] = frozenset(("large-print", "extra-time"))
    without_evidence: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form the exam, then the exam with its key; raises QuizgenError without python-docx."""
        for form in forms:
            yield File(file_name(form, options, self.suffix), [docx(form)])
            yield File(file_name(form, options, self.suffix, note="key"), [docx(form, key=True)])


def docx(form: Form, *, key: bool = False) -> bytes:
    """The document of a form, ``key`` with the key, worked solutions and the seed."""
    words = frame(form.sitting.language)
    name = titled(form, words)
    document = Document(f"{name}: {words.key_and_solutions}" if key else name, form.sitting)

    def drawing(figure: Figure) -> Markup:
        return Markup(document.picture(as_png(figure), SPEECH.text(figure.alt)))  # noqa: S704 - made by python-docx

    templates = templating.Templates(templating.WORD)
    body = templates.stream(
        "word.xml.j2",
        namespaces=NAMESPACES,
        form=form,
        frame=words,
        total=words.points_of(sum((item.points for item in form.items), Fraction(0))),
        instructions=instructions(form),
        allowed=tuple(allowed(form)),
        ticked=key,
        letters=ascii_uppercase,
        sections=headings(form),
        points=words.points_of,
        key_words=partial(key_words, words=words),
        key_in_words=partial(key_in_words, words=words),
        asked=lambda text: Markup(WORD.asked(text)),  # noqa: S704 - printers escape
        bolded=lambda text: Markup(WORD.bold(text)),  # noqa: S704 - printers escape
        sheet=partial(sheet, words=words),
        said=partial(said, words=words),
        drawing=drawing,
        lines=partial(lines, sitting=form.sitting, words=words),
        table_rows=list(points_rows(form, words)),
        formulas=formulas(form) if form.sitting.formula_sheet and not key else (),
        language=known_as(form.sitting.language),
        spoken=lambda item, shown: _in_language(widened(shown, form.sitting), spoken(item, form.sitting.language)),
        printed=lambda text: Markup(WORD.text(text)),  # noqa: S704 - printers escape
        english=lambda shown: _in_language(shown, ENGLISH),
    )
    line = ", ".join([*filter(None, [person(form)]), *foot(form, words, key=key)])
    footer = templates.stream("word/footer.xml.j2", namespaces=NAMESPACES, foot=line, page=words.around_pages)
    return document.packed(b"".join(body), b"".join(footer))


def _in_language(shown: str, language: str) -> Markup:
    """Runs that say nothing of their language say it."""
    said = f'<w:lang w:val="{known_as(language)}"/></w:rPr>'
    return Markup(_RUN.sub(lambda found: found[0] if found[1] else said, shown))  # noqa: S704 - a known name


FORMAT = DocxFormat()
