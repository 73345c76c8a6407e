"""``banks/tutorial.toml``: what the tutorial claims, part by part, and by what each claim is tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias

from quizgen import resources
from quizgen.authored import texts
from quizgen.figures import KINDS
from quizgen.reading import files
from quizgen.reading.advice import advice
from quizgen.reading.toml import TomlTable, parsed
from quizgen.text import Text

FILE = "tutorial.toml"
PartKind: TypeAlias = Literal["section", "conversation"]
ClaimSort: TypeAlias = Literal["claim", "offer", "heading"]
PART_KINDS: tuple[PartKind, ...] = ("section", "conversation")
CLAIM_SORTS: tuple[ClaimSort, ...] = ("claim", "offer", "heading")
_KEYS: dict[ClaimSort, tuple[str, ...]] = {
    "claim": ("families", "words", "reason"),
    "offer": ("delivered", "figures"),
    "heading": (),
}
_ALONE = 'where words do not test a claim, families do; write families = ["..."] or leave out words = false'


@dataclass(frozen=True, slots=True)
class Claim:
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


@dataclass(frozen=True, slots=True)
class TutorialPart:
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
    entries.only("part")
    tables = entries.tables("part", "the file needs a table [[part]] for each section and conversation")
    parts = [(table, _part(table)) for table in tables]
    for (_, before), (table, after) in pairwise(parts):
        if after.lines[0] <= before.lines[1]:
            raise table.error("lines", f"{before.name} ends at line {before.lines[1]}; begin after it")
    return tuple(part for _, part in parts)


def _part(table: TomlTable) -> TutorialPart:
    table.only("kind", "title", "lines", "claim")
    kind, title, lines = table.one_of("kind", PART_KINDS), table.text("title"), _lines(table)
    claims = tuple(_claims(table, lines))
    return TutorialPart(kind, title, lines, claims)


def _lines(table: TomlTable) -> tuple[int, int]:
    wanted = "the first and the last line, such as [3, 22]"
    value = table.given("lines", wanted)
    if not isinstance(value, list) or len(value) != 2 or not all(type(line) is int for line in value):
        raise table.error("lines", f"write {wanted}")
    first, last = value
    if not 0 < first <= last:
        raise table.error("lines", f"{first} and {last} are not {wanted}")
    return first, last


def _claims(part: TomlTable, lines: tuple[int, int]) -> Iterator[Claim]:
    """The claims of a part, each behind the one before it."""
    least = lines[0]
    for table in part.tables("claim", "a part needs a table [[part.claim]] for each claim"):
        claim, entries = _claim(table)
        if not least <= claim.line <= lines[1]:
            raise entries.error("id", f"the line is not from {least} to {lines[1]}; write claims in the order of lines")
        yield claim
        least = claim.line + 1


def _claim(table: TomlTable) -> tuple[Claim, TomlTable]:
    """The claim, and its table under its own name."""
    name = table.text("id")
    if name[:1] != "L" or not name[1:].isdecimal() or name[1] == "0":
        raise table.error("id", f"'{name}' is no claim; write L and its first line, such as L733")
    entries = TomlTable(table.where, f"claim '{name}'", table.values)
    sort = entries.one_of("kind", CLAIM_SORTS) if "kind" in entries else "claim"
    entries.only("id", "kind", "says", *_KEYS[sort])
    delivered, figures = _delivery(entries) if sort == "offer" else ((), ())
    says, families = texts.sentence(entries, "says"), _families(entries)
    return Claim(name, sort, says, families, _reason(entries, families), delivered, figures), entries


def _families(entries: TomlTable) -> tuple[str, ...]:
    names = entries.texts("families")
    for name in names:
        if names.count(name) > 1:
            raise entries.error("families", f"'{name}' stands here twice; write it once")
    return names


def _reason(entries: TomlTable, families: tuple[str, ...]) -> str | None:
    if entries.boolean("words", default=True):
        if "reason" in entries:
            raise entries.error("reason", "a reason belongs to words = false; leave it out or add that")
        return None
    if not families:
        raise entries.error("words", _ALONE)
    return entries.text("reason")


def _delivery(entries: TomlTable) -> tuple[tuple[Text, ...], tuple[str, ...]]:
    """What meets an offer: words, such as a command, and kinds of figures."""
    delivered = tuple(texts.one_line(entries, "delivered", words) for words in entries.texts("delivered"))
    figures = entries.texts("figures")
    for kind in figures:
        if kind not in KINDS:
            raise entries.error("figures", f"there is no figure of the kind '{kind}'; {advice(kind, KINDS)}")
    if not delivered and not figures:
        raise entries.error("delivered", "nothing meets the offer; write a command, or kinds of figures under figures")
    return delivered, figures
