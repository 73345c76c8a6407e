"""``banks/COVERAGE.md``: every claim of the tutorial with the families and authored items that test it.

A hole is a part or a claim that nothing tests, or a family or authored item that belongs to no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from quizgen import catalog
from quizgen.audit.tutorial import FILE, Claim, TutorialPart, tutorial
from quizgen.authored.item import Authored
from quizgen.authored.source import SUFFIX, shipped
from quizgen.formats.protocol import File
from quizgen.templating import MARKDOWN, Templates

PAGE = "COVERAGE.md"


class Named(Struct, frozen=True):
    """An authored item: what it is called in its file, and where the gallery shows it."""

    id: str
    anchor: str


class Row(Struct, frozen=True):
    """A claim, and all that tests it."""

    claim: Claim
    families: tuple[str, ...]
    items: tuple[Named, ...]


class Covered(Struct, frozen=True):
    """A part with its rows; ``families`` and ``items`` are those of all rows, each once."""

    part: TutorialPart
    rows: tuple[Row, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """The families of all claims."""
        return tuple(dict.fromkeys(name for row in self.rows for name in row.families))

    @property
    def items(self) -> tuple[Named, ...]:
        """The authored items of all claims."""
        return tuple(dict.fromkeys(item for row in self.rows for item in row.items))

    @property
    def claims(self) -> tuple[Row, ...]:
        """The rows with something to be tested."""
        return tuple(row for row in self.rows if row.claim.sort == "claim")

    @property
    def offers(self) -> tuple[Claim, ...]:
        """What the tutorial offers to make."""
        return tuple(row.claim for row in self.rows if row.claim.sort == "offer")


class Coverage(Struct, frozen=True, dict=True):
    """The tutorial's parts joined with the ids of families and with authored items by their files' ids."""

    parts: Sequence[TutorialPart]
    families: Sequence[str]
    authored: Mapping[str, Sequence[Authored]]

    @cached_property
    def covered(self) -> tuple[Covered, ...]:
        """Every part with what tests it, in the tutorial's order."""
        items = self._by_claim
        known = set(self.families)
        return tuple(
            Covered(part, tuple(Row(claim, _known(claim, known), items.get(claim.id, ())) for claim in part.claims))
            for part in self.parts
        )

    @cached_property
    def _by_claim(self) -> dict[str, tuple[Named, ...]]:
        found: dict[str, tuple[Named, ...]] = {}
        for source, items in self.authored.items():
            for item in items:
                for claim in item.covers:
                    found[claim] = (*found.get(claim, ()), Named(item.id, anchor(source, item.id)))
        return found

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all parts, offers and headings left out."""
        return tuple(claim for part in self.parts for claim in part.claims if claim.sort == "claim")

    @property
    def items(self) -> int:
        """How many authored items there are."""
        return sum(map(len, self.authored.values()))

    def holes(self) -> Iterator[str]:
        """What is missing or belongs nowhere, a sentence each."""
        for covered in self.covered:
            yield from _part_holes(covered)
            for row in covered.rows:
                yield from self._claim_holes(row)
        yield from self._strangers()

    def _claim_holes(self, row: Row) -> Iterator[str]:
        claim = row.claim
        for name in claim.families:
            if name not in row.families:
                yield f"{FILE}: claim '{claim.id}'.families: there is no family '{name}'; mend the name or take it out"
        if claim.sort != "claim":
            return
        if not row.families and not row.items:
            yield f"{FILE}: claim '{claim.id}': neither a family nor an authored item tests it; write one that does"
        elif not row.items and claim.reason is None:
            yield (
                f"{FILE}: claim '{claim.id}': no authored item covers it; write one, "
                "or words = false with a reason why families are enough"
            )

    def _strangers(self) -> Iterator[str]:
        """Families that no claim names, and claims that authored items make up."""
        claims = {claim.id for claim in self.claims}
        named = {name for claim in self.claims for name in claim.families}
        for name in self.families:
            if name not in named:
                yield f"{FILE}: no claim names the family '{name}'; add it to the families of the claim that it tests"
        for source, items in self.authored.items():
            for item in items:
                place = f"{source.removesuffix(SUFFIX)}.toml: item '{item.id}'.covers"
                if not item.covers:
                    yield f'{place}: no claim of the tutorial is named; write a list such as ["L733"]'
                for claim in item.covers:
                    if claim not in claims:
                        yield f"{place}: there is no claim '{claim}'; take one of {FILE}"


def _part_holes(covered: Covered) -> Iterator[str]:
    for found, what in ((covered.families, "family"), (covered.items, "authored item")):
        if not found:
            yield f"{FILE}: {covered.part.name}: no {what} tests any of its claims; write one that does"


def _known(claim: Claim, known: set[str]) -> tuple[str, ...]:
    return tuple(name for name in claim.families if name in known)


def anchor(source: str, item: str) -> str:
    """The id of an authored item's questions, which is its anchor in the gallery too."""
    return f"{source}-{item}"


def coverage() -> Coverage:
    """That of the families and authored items that come with quizgen; raises UsageError for a file with a mistake."""
    families = [source.id for source in catalog.shipped_families()]
    return Coverage(tutorial(), families, {source.id: source.items for source in shipped()})


def page(found: Coverage) -> File:
    """The page."""
    return File(PAGE, Templates(MARKDOWN).stream("coverage.md.j2", coverage=found))
