"""The words of the page, in each language that exams are printed in."""

from __future__ import annotations

from functools import cache

from quizgen import resources
from quizgen.reading.records import Record, held

ENGLISH = "en"


class Words(Record, frozen=True, kw_only=True):
    """The words of one language; ``banks/pages/en.toml`` shows where each stands."""

    veiled: str
    no_script: str
    home: str
    practise: str
    sit: str
    minutes: str
    begin: str
    clock: str
    progress: str
    question: str
    choose_one: str
    choose_all: str
    type_number: str
    type_shape: str
    match: str
    order: str
    fill: str
    answer: str
    pick: str
    up: str
    down: str
    check: str
    hint: str
    unknown: str
    anew: str
    solution: str
    source: str
    next: str
    previous: str
    every: str
    summary: str
    of: str
    right: str
    not_right: str
    not_yet: str
    said_first: str
    more: str
    not_fitting: str
    in_place: str
    carried: str
    carried_yet: str
    carried_some: str
    the_answer: str
    left_out: str
    solution_shown: str
    read_as: str
    blank: str
    partly: str
    sure: str
    no_number: str
    no_shape: str
    hint_of: str
    moved: str
    new_numbers: str
    scroll: str
    answered: str
    right_first: str
    in_the_end: str
    state_open: str
    state_answered: str
    state_begun: str
    state_right: str
    state_mended: str
    state_wrong: str
    nothing: str
    topics: str
    topic_line: str
    topic_exam: str
    hinted: str
    once_more: str
    mistakes: str
    mistake_free: str
    times: str
    review: str
    review_exam: str
    points: str
    download: str
    downloaded: str
    how_back: str
    again: str
    press_again: str
    remove: str
    press_remove: str
    deleted: str
    kept: str
    not_kept: str
    hand_in: str
    handed: str
    open_ones: str
    time_left: str
    is_over: str


@cache
def words(language: str) -> Words:
    """The words of a language that there is; raises Faults for a file that lacks some."""
    return held(Words, resources.banks() / "pages" / f"{language}.toml")
