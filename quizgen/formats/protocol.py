"""What a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from io import BytesIO
from typing import IO, Any, Protocol, TypeAlias, runtime_checkable

from msgspec import Struct

from quizgen.model import Form, Item, Kind, Question

MOODLE = (4, 2)
"""The oldest Moodle that reads the files unless told otherwise."""
VARIANTS = 4
"""In so many further numbers a practice page asks each question where it has room and nobody says how many."""


class File(Struct, frozen=True):
    """A file to be written: its name, relative to where the output goes, and its bytes in pieces."""

    name: str
    chunks: Iterable[bytes]


class Options(Struct, frozen=True):
    """What can be wished of a format.

    ``stem`` is the files' name without form and suffix. ``key`` adds the key and the worked solutions at the end,
    ``booklet`` a paper with the solutions for those who sat the exam.
    ``wrong`` is the share of the points that a wrong option costs, zero unless told otherwise. ``shuffle`` lets the
    platform shuffle options in words. ``split`` is how many questions a file holds at most, nothing for all of them.
    ``moodle`` is the oldest version of Moodle that shall read the files. The names of these leave out that of a form
    which is ``alone``. ``variants`` are in how many further numbers a page asks each question, where it can;
    None: ``VARIANTS``, fewer of a long question. ``home`` is what it leads back to, nothing where it stands by itself.
    """

    stem: str
    key: bool = False
    booklet: bool = False
    wrong: Fraction = Fraction(0)
    shuffle: bool = False
    split: int | None = None
    moodle: tuple[int, int] = MOODLE
    alone: bool = False
    variants: int | None = None
    home: str = ""


@runtime_checkable
class Format(Protocol):
    """A format; a module under ``quizgen.formats`` holds one as ``FORMAT``."""

    @property
    def name(self) -> str:
        """What ``--format`` takes."""

    @property
    def suffix(self) -> str:
        """The end of the main file's name, with its dot."""

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of items it can hold."""

    @property
    def title(self) -> str:
        """One line for the help."""

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """The files for the forms, the main file of each form first.

        Forms are handed over together or one by one, in whatever process: no file holds more than one of them.
        """


Spool: TypeAlias = Callable[[], IO[bytes]]
"""Gives a new empty file, to be written and read again; in memory or, where there is a disk, on it."""


@runtime_checkable
class Streaming(Format, Protocol):
    """A format that makes a piece of each item by itself, in whatever process, and the file of the pieces.

    However many items there are, none is kept. What is a piece is the format's affair, as long as it can be pickled.
    """

    def piece(self, item: Item, options: Options) -> Any:
        """What the format makes of an item outside an exam; raises QuizgenError for what it cannot hold."""

    def joined(self, form: Form, pieces: Iterable[Any], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """The files for a form that holds no items; ``pieces`` come one by one, and only once.

        What cannot be written at once waits in spools.
        """


@runtime_checkable
class WithoutEvidence(Format, Protocol):
    """A format that shows nothing of how an item was verified: it can write while that is done."""

    @property
    def without_evidence(self) -> bool:
        """Says so."""


@runtime_checkable
class Heeding(Format, Protocol):
    """A format that heeds wishes which others pass over."""

    @property
    def heeds(self) -> frozenset[str]:
        """Those among these options of the command line, named without their dashes.

        ``wrong``, ``shuffle``, ``split``, ``moodle``, ``variants``, and of an exam ``large-print``, ``extra-time`` and
        ``booklets``.
        """


@runtime_checkable
class Untitled(Format, Protocol):
    """A format whose files have no heading."""

    @property
    def untitled(self) -> bool:
        """Says so."""


Refusal: TypeAlias = tuple[str, str]
"""A format's name, and why its target cannot show a question."""


@runtime_checkable
class Limited(Format, Protocol):
    """A format whose target cannot show every item of its kinds: some are too long, or hold what it has no place for.

    ``generate`` passes such items over and says how many; an exam, whose items are asked for one by one, is refused.
    """

    def refusal(self, question: Question) -> str | None:
        """Why the target cannot show it, so that ``it is left out: ...`` can be said; nothing where it can.

        Items refused for one reason get the same words: ``the stem has more than 120 characters``.
        """


def file_name(form: Form, options: Options, suffix: str, *, note: str = "") -> str:
    """``exam-a.pdf``: the stem, the form's name unless it is ``alone``, a note such as ``key``, the suffix."""
    name = "" if options.alone else form.name.lower()
    return "-".join(part for part in (options.stem, name, note) if part) + suffix
