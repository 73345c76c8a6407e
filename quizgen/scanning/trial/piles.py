"""A pile of sheets that a class hands in, from a seed: whose hand filled which, and what the scanner did to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct, field

from quizgen.scanning.trial.meaning import Habits, Manner, Meant, meant
from quizgen.scanning.trial.pens import PENS, Pen, marked
from quizgen.scanning.trial.printing import SCALE, Printed
from quizgen.scanning.trial.spoiling import Spoil, Way, spoil, spoiled
from quizgen.sheets.place import NUMBER, Place
from quizgen.space.keyed import digest

MANNERS: tuple[Manner, ...] = ("full", "full", "full", "cross", "cross", "tick", "faint")
"""How students fill boxes, each alike often."""
PHOTOS = 4
"""One sheet of so many is photographed, all others are scanned."""


class Sheet(Struct, frozen=True):
    """A page as a JPEG file, with what is meant on it and how it came about."""

    name: str
    seal: str
    number: int
    jpeg: bytes
    truth: tuple[Meant, ...]
    manner: Manner
    pen: Pen
    spoil: Spoil


class Hand(Struct, frozen=True):
    """What a student answers, and how; what ``answers`` leaves out is filled in at random."""

    answers: Mapping[Place, str] = field(default_factory=dict)
    habits: Habits = field(default_factory=Habits)


def sheets(seed: str, name: str, form: Printed, hand: Hand | None = None, way: Way | None = None) -> Iterator[Sheet]:
    """All pages of one student's sheet, by a pen and in a manner that the seed and its name decide."""
    hand = hand or Hand()
    rng = np.random.default_rng(digest("scan hand", seed, name))
    manner, pen = MANNERS[rng.integers(len(MANNERS))], PENS[rng.integers(len(PENS))]
    how: Way = way or ("photo" if rng.integers(PHOTOS) == 0 else "scan")
    answers = {**_number(form, rng), **hand.answers}
    for page, paper in zip(form.pages, form.paper, strict=True):
        own = np.random.default_rng(digest("scan page", seed, name, page.number))
        truth = meant(page, answers, manner, hand.habits, own)
        if form.student:
            truth = tuple(one if one.field.question else _printed(one) for one in truth)
        filled = marked(paper, SCALE, [stroke for one in truth for stroke in one.strokes], pen, own)
        spoilt = spoil(how, page.width, page.height, own)
        jpeg = spoiled(filled, SCALE, spoilt, own)
        yield Sheet(f"{name}-{page.number}.jpg", form.seal, page.number, jpeg, truth, manner, pen, spoilt)


def _number(form: Printed, rng: np.random.Generator) -> Mapping[Place, str]:
    """The student's number, the same on all pages."""
    digits = next((len(one.columns) for one in form.pages[0].fields if not one.question), 0)
    return {NUMBER: form.student or "".join(str(digit) for digit in rng.integers(0, 10, digits))}


def _printed(one: Meant) -> Meant:
    """A number that was filled in by the printer."""
    return Meant(one.field, one.value, "full", ())


def pile(seed: str, forms: Sequence[Printed], students: int, way: Way | None = None) -> Iterator[Sheet]:
    """The sheets of so many students, who take the forms in turns."""
    for place in range(students):
        yield from sheets(seed, f"sheet-{place + 1:03d}", forms[place % len(forms)], way=way)
