"""The words around the questions of an exam, in each language that there is a file for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Annotated

from msgspec import Meta

from quizgen import resources
from quizgen.formats.points import number
from quizgen.model import Item, Level
from quizgen.reading.records import Record, held

ENGLISH = "en"
OWN = "-items"
"""How the names of anybody's own files of items end."""
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_IN_WORD = {"en": "en-GB", "de": "de-DE"}
Months = Annotated[tuple[str, ...], Meta(min_length=12, max_length=12, description="a list of twelve names")]


class Frame(Record, frozen=True, kw_only=True):
    """The words of one language; ``banks/frames/en.toml`` shows where each stands."""

    language: str
    decimal: str
    date: str
    months: Months
    name: str
    student_number: str
    form: str
    exam: str
    seal: str
    seed: str
    page: str
    point: str
    points: str
    question: str
    answer: str
    answers: str
    order: str
    key: str
    key_and_solutions: str
    solution: str
    solutions: str
    source: str
    solutions_booklet: str
    key_sheet: str
    key_sheet_about: str
    see_key: str
    seal_of_form: str
    see_table: str
    other_orders: str
    about_other_orders: str
    what_belongs: str
    why_wrong: str
    tick_one: str
    tick_all: str
    match: str
    put_in_order: str
    fill_in: str
    choose_one: str
    choose_all: str
    choose_each: str
    write_letters: str
    write_order: str
    hyphen: str
    listed: str
    right: str
    wrong: str
    answer_all: str
    answer_both: str
    answer_the_one: str
    of_choice: str
    of_multiple: str
    of_numerical: str
    of_matching: str
    of_ordering: str
    of_grid: str
    wrong_is_free: str
    wrong_costs: str
    on_sheet: str
    answer_sheet: str
    sheet_fill: str
    sheet_not: str
    sheet_number: str
    sheet_correct: str
    sheet_digits: str
    sheet_clean: str
    sheet_boxes: str
    do_not_open: str
    time: str
    aids: str
    minutes: str
    minutes_more: str
    score: str
    total: str
    worth: str
    formulas: str
    points_count: str
    part: str
    form_inside: str
    easy: str
    medium: str
    hard: str
    imported: str
    of_gaps: str
    hint: str
    of_notebook: str
    of_program: str
    try_again: str
    check: str
    is_right: str
    not_right: str
    vote: str
    continued: str
    question_count: str
    questions_count: str
    vote_one: str
    vote_all: str
    vote_number: str
    vote_match: str
    vote_order: str
    vote_grid: str
    hands: str
    called_out: str

    @property
    def around_pages(self) -> tuple[str, str, str]:
        """What stands before a page's number, between it and how many there are, and after that."""
        before, rest = self.page.split("{page}")
        between, after = rest.split("{pages}")
        return before, between, after

    def level(self, level: Level) -> str:
        """How hard a question is."""
        return self.easy if level == "easy" else self.medium if level == "medium" else self.hard

    def points_of(self, value: Fraction) -> str:
        """``1 point``, ``2.5 points``, ``1/3 point``."""
        form = self.points if value > 1 else self.point
        return form.format(number=self.number(value))

    def number(self, value: Fraction) -> str:
        """A number with the language's decimal sign."""
        return number(value).replace(".", self.decimal)

    def printed(self, label: str) -> str:
        """What stands in a box: a minus as long as a digit, and the language's decimal sign."""
        return {"-": "\N{MINUS SIGN}", ".": self.decimal}.get(label, label)

    def dated(self, date: str) -> str:
        """``2026-03-18`` as people write it; other words as they are."""
        found = _DATE.fullmatch(date)
        if not found or not 1 <= int(found[2]) <= len(self.months):
            return date
        return self.date.format(day=int(found[3]), month=self.months[int(found[2]) - 1], year=int(found[1]))


def spoken(item: Item, language: str) -> str:
    """The language of an item.

    Where a file does not say it, what comes with quizgen is in English, a file of one's own in that of the frame.
    """
    return item.question.language or (language if item.family.endswith(OWN) else ENGLISH)


def others(items: Iterable[Item], language: str) -> tuple[str, ...]:
    """The languages of items that are neither English nor that of the frame."""
    return tuple(sorted({spoken(one, language) for one in items} - {language, ENGLISH}))


def known_as(language: str) -> str:
    """A language as Word calls it."""
    return _IN_WORD.get(language, language)


def languages() -> tuple[str, ...]:
    """The short names of the languages that there are."""
    return tuple(sorted(file.stem for file in (resources.banks() / "frames").glob("*.toml")))


@cache
def frame(language: str = ENGLISH) -> Frame:
    """The words of a language that there is; raises Faults for a file that lacks some."""
    return held(Frame, resources.banks() / "frames" / f"{language}.toml")
