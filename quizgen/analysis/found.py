"""What an analysis finds, as analysis.json has it: see docs/analysis.md."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from quizgen.analysis.intervals import Estimate

Why: TypeAlias = Literal[
    "key-suspect",
    "negative-discrimination",
    "no-discrimination",
    "below-chance",
    "nearly-all-right",
    "dead-distractor",
    "left-blank",
]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A part of analysis.json."""


class Chosen(Record, frozen=True, kw_only=True):
    """An answer to a part: how many gave it, and how it goes with the rest of the form."""

    part: str
    answer: str
    text: str
    correct: bool
    misconception: str | None
    chosen: int
    share: Estimate
    discrimination: Estimate


class Reason(Record, frozen=True, kw_only=True):
    """Why an item should be looked at, at which part and answer if at one, and the numbers that say so."""

    why: Why
    part: str = ""
    answer: str = ""
    numbers: dict[str, float] = {}


class ItemFound(Record, frozen=True, kw_only=True):
    """How an item did: ``difficulty`` is the mean share of its points, ``chance`` what guessing alone would give.

    ``functioning`` of its ``distractors`` attract a twentieth of the class; None where that cannot be told.
    """

    item: str
    family: str
    topic: str
    level: str
    kind: str
    slots: list[str]
    places: list[str]
    radicals: list[str]
    answered: int
    blank: int
    doubtful: int
    chance: float
    difficulty: Estimate
    discrimination: Estimate
    distractors: int
    functioning: int | None
    answers: list[Chosen]
    look: list[Reason]


class GroupFound(Record, frozen=True, kw_only=True):
    """How items of one sort did: a family at a level, a topic, a slot; ``exams`` has the difficulty in each exam."""

    name: str
    level: str
    items: int
    difficulty: Estimate
    discrimination: Estimate
    exams: list[Estimate]


class RadicalFound(Record, frozen=True, kw_only=True):
    """How items that have something did beside others; ``harder`` compares within families and levels only."""

    radical: str
    items: int
    having: Estimate
    lacking: Estimate
    harder: Estimate


class Belief(Record, frozen=True, kw_only=True):
    """A misconception or a concept, and what share of the class holds it.

    ``shown`` of the ``offered`` students showed it at least once; ``by_chance`` of them would have by guessing.
    ``example`` is the item where it was shown most often. ``found`` says that it is more than chance.
    """

    id: str
    name: str
    meaning: str
    misconceptions: list[str]
    families: list[str]
    offered: int
    shown: int
    by_chance: float
    holding: Estimate
    found: bool
    example: str


class FormFound(Record, frozen=True, kw_only=True):
    """The students of a form: how many, and the mean share of the points."""

    form: str
    students: int
    points: Estimate


class SlotFound(Record, frozen=True, kw_only=True):
    """How far the means of the forms are apart in a slot, and how often chance alone puts them as far apart."""

    slot: str
    place: int
    apart: float
    chance: float
    beyond: bool


class Fairness(Record, frozen=True, kw_only=True):
    """Whether forms were equally hard; ``why`` says where that cannot be told."""

    why: str
    forms: list[FormFound]
    apart: float | None
    chance: float | None
    beyond: bool
    slots: list[SlotFound]


class ExamFound(Record, frozen=True, kw_only=True):
    """An exam: who sat it, how it went, whether it can be relied on and was fair; ``places`` are its questions."""

    title: str
    seal: str
    students: int
    left_out: dict[str, int]
    doubtful: int
    points: str
    places: int
    mean: Estimate
    spread: float | None
    reliability: Estimate
    error: float | None
    fairness: Fairness
    totals: list[int]


class Analysis(Record, frozen=True, kw_only=True):
    """Everything; ``too_few`` says in a sentence what the numbers do not carry."""

    schema: int
    quizgen: str
    exams: list[ExamFound]
    students: int
    too_few: str
    concepts: list[Belief]
    misconceptions: list[Belief]
    items: list[ItemFound]
    families: list[GroupFound]
    topics: list[GroupFound]
    levels: list[GroupFound]
    slots: list[GroupFound]
    radicals: list[RadicalFound]
    look: list[str]
    teach: list[str]
