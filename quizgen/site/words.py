"""The words of the page that leads to all others, in each language that there is a file for."""

from __future__ import annotations

from functools import cache

from quizgen import resources
from quizgen.reading.records import Record, held

FOLDER = "sites"


class Words(Record, frozen=True, kw_only=True):
    """The words of one language; ``banks/sites/en.toml`` shows where each stands."""

    title: str
    about: str
    about_alone: str
    way: str
    topics: str
    first: str
    questions: str
    question: str
    asks: str
    done: str
    not_kept: str
    no_script: str
    made: str


@cache
def words(language: str) -> Words:
    """The words of a language that there is; raises Faults for a file that lacks some."""
    return held(Words, resources.banks() / FOLDER / f"{language}.toml")
