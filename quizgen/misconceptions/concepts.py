"""The concepts of ``banks/misconceptions.toml``: what misconceptions of one meaning are called, and what is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from quizgen import resources
from quizgen.answers import Concept, Slip
from quizgen.errors import FormulaError
from quizgen.misconceptions.kinds import Misconception
from quizgen.reading import files
from quizgen.reading.advice import advice
from quizgen.reading.records import Record, filled
from quizgen.reading.shapes import Slug, Words
from quizgen.reading.toml import TomlTable, parsed
from quizgen.text import Text

FILE = "misconceptions.toml"
WANTED = "a table [[concept]] for each of them"
LISTED = f"banks/{FILE} holds all"


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by its id; raises UsageError for a file that is not as it should be."""
    path = resources.banks() / FILE
    return read(parsed(files.text(path), path.name).tables("concept", f"the file needs {WANTED}"))


class ConceptTable(Record, frozen=True, kw_only=True):
    """A table ``[[concept]]``."""

    id: Slug
    name: Words
    meaning: Words
    claim: str = ""


def read(tables: Iterable[TomlTable]) -> dict[str, Concept]:
    """Concepts from their tables; raises UsageError for a key that is missing or blank, and for what comes twice."""
    found: dict[str, Concept] = {}
    for table in tables:
        given = filled(ConceptTable, table)
        if given.id in found:
            raise table.error("id", f"'{given.id}' is the id of an earlier concept too; write another")
        name = str(given.id)  # plain, as JSON takes it without asking: thousands of options name a concept
        found[name] = Concept(name, given.name, Text(given.meaning), given.claim)
    return found


def concept(name: str, own: Mapping[str, Concept] | None = None) -> Concept:
    """The concept of that id, one of an author's ``own`` or a shipped one; raises FormulaError where there is none."""
    if own and name in own:
        return own[name]
    every = concepts()
    if name not in every:
        raise FormulaError(f"there is no concept '{name}'; {advice(name, every, LISTED)}")
    return every[name]


def slip(misconception: Misconception) -> Slip:
    """A misconception as items meet it; raises FormulaError for one whose concept is not there."""
    about = misconception.concept
    if isinstance(about, Concept):
        return Slip(misconception.id, about, Text(misconception.feedback))
    return _slip(misconception.id, about, misconception.feedback)


@cache
def _slip(name: str, about: str, feedback: str) -> Slip:
    try:
        return Slip(name, concept(about), Text(feedback))
    except FormulaError as error:
        raise FormulaError(f"the misconception '{name}': {error}") from None
