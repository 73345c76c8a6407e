"""A quiz for Google Forms, which imports no files: what its API is sent to make one of an empty form.

Texts are plain words; lines that are shown take no line breaks. Pictures are fetched from the open web, so that there
are none here; a form compares words, so that there is no tolerance; and it counts whole points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from math import lcm

from msgspec import Struct

from quizgen.answers import Choice, Matching, Multiple
from quizgen.formats.frames import frame
from quizgen.formats.google_forms.asked import Entry, Heading, entries
from quizgen.formats.google_forms.batch import body
from quizgen.formats.instructions import allowed, instructions
from quizgen.formats.plain import marks
from quizgen.formats.plain.words import look_alike, title
from quizgen.formats.protocol import File, Options, file_name
from quizgen.formats.sections import headings
from quizgen.model import KINDS, Form, Kind, Question

Pages = list[tuple[Heading | None, list[Entry]]]


class GoogleFormsFormat(Struct, frozen=True):
    """A form's questions for Google's API."""

    name: str = "google-forms"
    suffix: str = ".google-forms.json"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "a quiz for Google Forms, as the JSON that its API takes (forms.batchUpdate)"
    heeds: frozenset[str] = frozenset(("extra-time",))

    def refusal(self, question: Question) -> str | None:
        """Why a form cannot show or mark it."""
        if any(question.drawn("stem")):
            return "it has a picture, and Google fetches pictures from the open web"
        if any(number.tolerance for number in question.numericals):
            return "its answer may be rounded, and Google compares what is typed letter by letter"
        answers = (part.answer for part in question.parts)
        menus = (one.options for one in answers if isinstance(one, Choice | Multiple | Matching))
        return "two answers look alike in plain words" if any(map(look_alike, menus)) else None

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """A file for each form; raises UsageError for an exam with marks that Google does not have."""
        for form in forms:
            marks.require_free(self.name, options)
            pages = _pages(form)
            scale = lcm(*(entry.points.denominator for _, every in pages for entry in every))
            made = body(title(form.title), _about(form, scale), pages, scale)
            content = json.dumps(made, ensure_ascii=False, indent=1)
            yield File(file_name(form, options, self.suffix), [f"{content}\n".encode()])


def _about(form: Form, scale: int) -> str:
    """What stands below the title."""
    words = frame(form.sitting.language)
    lines = [", ".join(one for one in (form.course, words.dated(form.date)) if one), *allowed(form)]
    lines += instructions(form) if form.ordered or form.notes else ()
    lines += [words.points_count.format(number=scale)] if scale > 1 else []
    return "\n".join(title(one) for one in lines if one)


def _pages(form: Form) -> Pages:
    """A page for each section; all that is before the first one stands on the form's own."""
    begins = headings(form)
    pages: Pages = []
    for number, item in enumerate(form.items):
        if begin := begins.get(number):
            pages.append((Heading(title(begin.title), "\n".join(map(title, begin.notes))), []))
        elif not number:
            pages.append((None, []))
        pages[-1][1].extend(entries(item))
    return pages


FORMAT = GoogleFormsFormat()
