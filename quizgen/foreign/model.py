"""What a file of questions from anywhere says, before anybody judges it: each piece with the line it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

from msgspec import Struct, field

Sort: TypeAlias = Literal["moodle", "gift", "aiken", "qti12", "qti21", "qti30", "rmd", "json"]
"""What a file is."""
Markup: TypeAlias = Literal["html", "plain", "markdown", "moodle", "quizgen"]
"""How a passage is marked up; ``moodle`` is Moodle's auto-format, ``quizgen`` the small Markdown of our own JSON."""
Severity: TypeAlias = Literal["error", "warning", "note"]


class Passage(Struct, frozen=True):
    """A text with its markup, without what the file's own syntax added; ``line`` is where it begins, from 1."""

    source: str
    markup: Markup
    line: int


class Picture(Struct, frozen=True):
    """A file that a question brings, by the name which its texts call it; ``content`` is None where it is missing."""

    name: str
    content: bytes | None
    line: int
    alt: str = ""


class Choosable(Struct, frozen=True):
    """An option; ``share`` is the part of the points that it gives, below zero where it costs; None: unreadable."""

    text: Passage
    share: Fraction | None
    line: int
    feedback: Passage | None = None
    written: str = ""
    """The share as it stands in the file."""
    left: Passage | None = None
    """What is said where it was not chosen."""


class Accepted(Struct, frozen=True):
    """A number, or text, that is foreseen; ``value`` is None where it is no number; ``tolerance`` to both sides.

    ``written`` is what stands in the file; ``*`` in a text stands for anything.
    """

    written: str
    value: Fraction | None
    tolerance: Fraction
    share: Fraction | None
    line: int
    feedback: Passage | None = None


class Choosing(Struct, frozen=True):
    """One right option, or several; ``two_sided`` where the file asks for true or false."""

    options: tuple[Choosable, ...]
    single: bool = True
    two_sided: bool = False
    shuffle: bool = True


class Unit(Struct, frozen=True):
    """A unit in which a number may be typed; ``factor`` says how many make up one of what the key counts.

    None: unreadable.
    """

    name: str
    factor: Fraction | None
    line: int


class Number(Struct, frozen=True):
    """A number to be typed; wrong ones that are foreseen have a share of 0 or less.

    ``others`` are units that are taken, too.
    """

    accepted: tuple[Accepted, ...]
    unit: str = ""
    others: tuple[Unit, ...] = ()


class Words(Struct, frozen=True):
    """A text to be typed."""

    accepted: tuple[Accepted, ...]
    case: bool = False


class Pair(Struct, frozen=True):
    """A prompt with what belongs to it; without a prompt it belongs to nothing."""

    prompt: Passage | None
    answer: Passage
    line: int
    feedback: Passage | None = None


class Pairs(Struct, frozen=True):
    """What belongs together."""

    pairs: tuple[Pair, ...]


class Steps(Struct, frozen=True):
    """What is to be put in order, as it is right."""

    steps: tuple[Passage, ...]


class Gap(Struct, frozen=True):
    """One of the gaps of a text; ``weight`` is its share of the points beside the others'."""

    asked: Choosing | Number | Words
    weight: Fraction
    line: int


class Gaps(Struct, frozen=True):
    """A text with gaps: where the n-th stands, from 1, the stem has ``{#n}``."""

    gaps: tuple[Gap, ...]


class Unasked(Struct, frozen=True):
    """What is read and never asked, such as a description or an essay: ``sort`` is the file's own word for it."""

    sort: str


Asked: TypeAlias = Choosing | Number | Words | Pairs | Steps | Gaps | Unasked


class Foreign(Struct, frozen=True):
    """A question; ``sort`` is the file's own word for its kind, ``name`` what lists of questions show.

    ``penalty`` is what another try costs. ``own`` holds what only this sort of file says, by its own names: the
    metadata of a QTI item, ``usecase``, ``answernumbering``.
    """

    sort: str
    name: str
    line: int
    stem: Passage
    asked: Asked
    points: Fraction = Fraction(1)
    penalty: Fraction = Fraction(0)
    general: Passage | None = None
    """Feedback that everybody sees; the worked solution."""
    right: Passage | None = None
    partly: Passage | None = None
    wrong: Passage | None = None
    hints: tuple[Passage, ...] = ()
    tags: tuple[str, ...] = ()
    idnumber: str = ""
    category: str = ""
    pictures: tuple[Picture, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


class Remark(Struct, frozen=True):
    """What is wrong in a file: the rule's id, one sentence of what is there and what to do, and where.

    ``question`` is the name of the question, empty for the file; ``within`` is the member of an archive.
    """

    rule: str
    severity: Severity
    words: str
    line: int
    question: str = ""
    within: str = ""


class ForeignFile(Struct, frozen=True):
    """A file's questions in their order, and what was wrong while reading.

    ``where`` is its name for people; ``title`` what it says of itself. For an archive ``lines`` count within the
    member that a question's ``own["member"]`` names.
    """

    where: str
    sort: Sort
    questions: tuple[Foreign, ...]
    remarks: tuple[Remark, ...] = ()
    title: str = ""
