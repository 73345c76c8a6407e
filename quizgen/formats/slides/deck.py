"""The Typst source of a deck: for each question its page, the vote's, the solution's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from string import ascii_uppercase
from typing import Any, TypeAlias

from quizgen import templating
from quizgen.answers import Grid
from quizgen.figures import svg
from quizgen.formats import fonts
from quizgen.formats.foot import foot, titled
from quizgen.formats.frames import Frame, frame, spoken
from quizgen.formats.sections import headings
from quizgen.formats.slides.voting import asked, numbered, verdict, voted
from quizgen.model import Form

Plan: TypeAlias = Any
"""What ``templates/slides`` found about one slide: sizes of letters, places of figures. Nobody else reads it."""


def deck(form: Form, plans: Sequence[Plan] = (), *, measuring: bool = False) -> str:
    """The source; sections stand a level above their questions in the bookmarks.

    ``plans`` are of all slides in their order; where they are missing, Typst finds them. With ``measuring`` the source
    has nothing but them, as metadata labelled ``plan``.
    """
    words = frame(form.sitting.language)
    return templating.Templates(templating.TYPST).render(
        "slides/deck.typ.j2",
        form=form,
        plans=json.dumps(plans),
        measuring=measuring,
        document_title=titled(form, words),
        told=", ".join(_told(form, words)),
        counted=partial(_counted, words=words),
        sections=headings(form),
        level=2 if form.sections else 1,
        frame=words,
        families=fonts.families(form.sitting.fonts) if form.sitting.fonts else (),
        letters=ascii_uppercase,
        points=words.points_of,
        spoken=partial(spoken, language=form.sitting.language),
        voted=partial(voted, words=words),
        verdict=partial(verdict, words=words),
        components=asked,
        numbered=numbered,
        table_of=lambda answer: isinstance(answer, Grid),
        svg=svg,
    )


def _told(form: Form, words: Frame) -> Iterator[str]:
    """What gives the same deck again: of an exam what tells its papers apart, too."""
    if form.ordered:
        yield from foot(form, words, key=True)
    else:
        yield words.seed.format(seed=form.seed)


def _counted(number: int, words: Frame) -> str:
    return (words.questions_count if number != 1 else words.question_count).format(number=number)
