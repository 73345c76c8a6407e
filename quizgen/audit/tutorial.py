"""``banks/tutorial.toml``: what the tutorial claims, part by part, and by what each claim is tested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, Struct, field

from quizgen import resources
from quizgen.authored import texts
from quizgen.figures import KINDS
from quizgen.reading import files
from quizgen.reading.advice import advice
from quizgen.reading.records import Record, filled, one
from quizgen.reading.shapes import Lines, Words
from quizgen.reading.toml import TomlTable, parsed
from quizgen.text import Text

FILE = "tutorial.toml"
PartKind: TypeAlias = Literal["section", "conversation"]
ClaimSort: TypeAlias = Literal["claim", "offer", "heading"]
_ALONE = 'where words do not test a claim, families do; write families = ["..."] or leave out words = false'


ClaimId = Annotated[
    str, Meta(pattern=r"^L[1-9][0-9]*\Z", description="a claim; write L and its first line, such as L733")
]
Span = Annotated[
    list[Annotated[int, Meta(ge=1)]],
    Meta(min_length=2, max_length=2, description="the first and the last line, such as [3, 22]"),
]


class FileTable(Record, frozen=True, kw_only=True):
    """The whole file, whose parts are read one by one."""

    part: Any = ()


class PartTable(Record, frozen=True, kw_only=True):
    """A table ``[[part]]``, whose claims are read one by one."""

    kind: PartKind
    title: Words
    lines: Span
    claim: Any = ()


class AnyClaimTable(Record, frozen=True, kw_only=True):
    """What every table ``[[part.claim]]`` holds."""

    id: ClaimId
    says: Words
    kind: ClaimSort = "claim"


class ClaimTable(AnyClaimTable, frozen=True, kw_only=True):
    """A claim, and what tests it."""

    families: Lines = field(default_factory=Lines)
    words: bool = True
    reason: Words | None = None


class OfferTable(AnyClaimTable, frozen=True, kw_only=True):
    """An offer, and what meets it."""

    delivered: Lines = field(default_factory=Lines)
    figures: Lines = field(default_factory=Lines)


TABLES: Mapping[ClaimSort, type[AnyClaimTable]] = {"claim": ClaimTable, "offer": OfferTable, "heading": AnyClaimTable}


class Claim(Struct, frozen=True):
    """A claim as it is right; ``id`` is L and the line where the tutorial makes it.

    ``families`` compute what it says. ``reason`` says why no authored item has to test it; None where one has to.
    An offer is met by what is ``delivered`` and by figures of the named kinds.
    """

    id: str
    sort: ClaimSort
    says: Text
    families: tuple[str, ...] = ()
    reason: str | None = None
    delivered: tuple[Text, ...] = ()
    figures: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The line of the tutorial."""
        return int(self.id[1:])


class TutorialPart(Struct, frozen=True):
    """A section or a conversation, from its first line to its last."""

    kind: PartKind
    title: str
    lines: tuple[int, int]
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """What a message calls it."""
        return f"the {self.kind} '{self.title}'"


def tutorial() -> tuple[TutorialPart, ...]:
    """The parts in the tutorial's order; raises UsageError at the first thing that is not as it should be."""
    return read(resources.banks() / FILE)


def read(path: Path) -> tuple[TutorialPart, ...]:
    """The parts of a file; raises UsageError with file, claim, key and what to write."""
    entries = parsed(files.text(path), path.name)
    filled(FileTable, entries)
    tables = entries.tables("part", "the file needs a table [[part]] for each section and conversation")
    parts = [(table, _part(table)) for table in tables]
    for (_, before), (table, after) in pairwise(parts):
        if after.lines[0] <= before.lines[1]:
            raise table.error("lines", f"{before.name} ends at line {before.lines[1]}; begin after it")
    return tuple(part for _, part in parts)


def _part(table: TomlTable) -> TutorialPart:
    given = filled(PartTable, table)
    first, last = given.lines
    if first > last:
        raise table.error("lines", f"{first} and {last} are not the first and the last line, such as [3, 22]")
    return TutorialPart(given.kind, given.title, (first, last), tuple(_claims(table, (first, last))))


def _claims(part: TomlTable, lines: tuple[int, int]) -> Iterator[Claim]:
    """The claims of a part, each behind the one before it."""
    least = lines[0]
    for table in part.tables("claim", "a part needs a table [[part.claim]] for each claim"):
        entries = table.called(f"claim '{one(table, 'id', ClaimId)}'")
        claim = _claim(entries)
        if not least <= claim.line <= lines[1]:
            raise entries.error("id", f"the line is not from {least} to {lines[1]}; write claims in the order of lines")
        yield claim
        least = claim.line + 1


def _claim(entries: TomlTable) -> Claim:
    sort: ClaimSort = one(entries, "kind", ClaimSort) if "kind" in entries else "claim"
    given = filled(TABLES[sort], entries)
    says = texts.sentence(entries, "says", given.says)
    match given:
        case ClaimTable():
            return Claim(given.id, sort, says, _families(entries, given.families), _reason(entries, given))
        case OfferTable():
            return Claim(given.id, sort, says, (), None, *_delivery(entries, given))
        case _:
            return Claim(given.id, sort, says)


def _families(entries: TomlTable, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if names.count(name) > 1:
            raise entries.error("families", f"'{name}' stands here twice; write it once")
    return names


def _reason(entries: TomlTable, given: ClaimTable) -> str | None:
    if given.words:
        if given.reason is not None:
            raise entries.error("reason", "a reason belongs to words = false; leave it out or add that")
        return None
    if not given.families:
        raise entries.error("words", _ALONE)
    return str(one(entries, "reason", Words))


def _delivery(entries: TomlTable, given: OfferTable) -> tuple[tuple[Text, ...], tuple[str, ...]]:
    """What meets an offer: words, such as a command, and kinds of figures."""
    delivered = tuple(texts.line(entries, "delivered", words) for words in given.delivered)
    for kind in given.figures:
        if kind not in KINDS:
            raise entries.error("figures", f"there is no figure of the kind '{kind}'; {advice(kind, KINDS)}")
    if not delivered and not given.figures:
        raise entries.error("delivered", "nothing meets the offer; write a command, or kinds of figures under figures")
    return delivered, given.figures
