"""An item as QTI sees it: responses, what is shown, how responses are processed, and feedback. Templates write it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from quizgen.text import Text

BaseType: TypeAlias = Literal["identifier", "directedPair", "float"]
Cardinality: TypeAlias = Literal["single", "multiple", "ordered"]
NOTHING = Text("")


class Token(NamedTuple):
    """A step of an expression: an operator that opens, one that closes (``/and``), or a leaf."""

    op: str
    text: str = ""
    more: str = ""


Tokens: TypeAlias = tuple[Token, ...]


class Response(Struct, frozen=True):
    """What is handed in: its right values, and what each value is worth where some are worth a part of it."""

    id: str
    cardinality: Cardinality
    base: BaseType
    correct: tuple[str, ...]
    mapping: tuple[tuple[str, int], ...] = ()


class Variable(Struct, frozen=True):
    """An outcome with a value from the start: a learner's own number, which is first the right one, or a pair."""

    id: str
    base: BaseType
    value: str


class Case(Struct, frozen=True):
    """What follows where the test is the first that holds: what is won or lost, what is said.

    ``own`` are variables and the responses that they take.
    """

    test: Tokens
    gain: int = 0
    feedback: str = ""
    own: tuple[tuple[str, str], ...] = ()


class Rule(Struct, frozen=True):
    """Cases, of which the first that holds counts, or the ``mapped`` response, which is added whatever it is."""

    cases: tuple[Case, ...] = ()
    mapped: str = ""


class Feedback(Struct, frozen=True):
    """What is said where a case holds, and what it is about: a prompt, an option or a cell, or nothing."""

    id: str
    title: str
    about: Text
    words: Text


class Pick(Struct, frozen=True):
    """Something on offer."""

    id: str
    text: Text


class Entry(Struct, frozen=True):
    """A box to type a number in, and what a listener is told about it."""

    response: str
    label: str


class Cell(Struct, frozen=True):
    """What is given in a table, or boxes for the numbers of what is asked."""

    given: Text | None = None
    entries: tuple[Entry, ...] = ()


class Row(Struct, frozen=True):
    """A row of a table: its heading, its cells, and for the solution the same cells with their keys."""

    heading: Text
    cells: tuple[Cell, ...]
    filled: tuple[Text, ...]


class Board(Struct, frozen=True):
    """A table to fill in."""

    about: Text
    corner: Text
    columns: tuple[Text, ...]
    rows: tuple[Row, ...]


class Asked(Struct, frozen=True):
    """An interaction: ``choice``, ``match``, ``order``, ``entries`` or ``board``.

    ``say`` is what to do, ``most`` how many may be chosen, 0 for any number.
    """

    kind: Literal["choice", "match", "order", "entries", "board"]
    response: str = ""
    say: str = ""
    picks: tuple[Pick, ...] = ()
    prompts: tuple[Pick, ...] = ()
    most: int = 1
    shuffled: bool = False
    entries: tuple[Entry, ...] = ()
    board: Board | None = None


class Piece(Struct, frozen=True):
    """A part of an item with its interaction and how it is worked."""

    letter: str
    prompt: Text
    asked: Asked
    solution: tuple[Text, ...]


class Drawing(Struct, frozen=True):
    """A figure as a file beside the item."""

    name: str
    alt: str
    svg: str


class Score(Struct, frozen=True):
    """What an item is worth: so many points for so many units, which rules add; ``least`` is what is lost at most."""

    points: str
    units: int
    scaled: bool
    least: str


class QtiItem(Struct, frozen=True):
    """An item; ``hyphen`` says how a negative number is typed, nothing where none may be.

    ``places`` are those of steps, from 1: QTI 3 has a variable for each, as qti3-item-player counts by variables alone.
    """

    id: str
    title: str
    language: str
    stem: Text
    hyphen: str
    pieces: tuple[Piece, ...]
    responses: tuple[Response, ...]
    variables: tuple[Variable, ...]
    places: tuple[int, ...]
    rules: tuple[Rule, ...]
    score: Score
    feedback: tuple[Feedback, ...]
    solution: str
    stem_drawings: tuple[Drawing, ...]
    solution_drawings: tuple[Drawing, ...]
