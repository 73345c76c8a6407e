"""The page that tells how fair an exam is: a summary, the first forms question by question, and a line for each form.

It has no seed: whoever knows that can make every form, and a report may be shown to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

from msgspec import Struct, field

from quizgen.templating import XML, Templates

Json: TypeAlias = Mapping[str, Any]
SHOWN = 8
"""So many forms are shown question by question."""
BARS = 12
"""So many misconceptions are shown, those that are offered most often."""
DIFFERENT = {"level": "level", "kind": "kind", "options": "options", "steps": "solution steps"}
"""What is to be the same at a place in all forms."""


class Cell(Struct, frozen=True):
    """What a form has at a place of a slot, and in what it differs from the first form."""

    form: str
    row: Json
    differs: tuple[str, ...]


class Line(Struct, frozen=True):
    """A place of a slot: how the first form asks it, and what each form has there, None where it has nothing.

    ``heading`` is that of the section that it begins.
    """

    first: Json
    cells: list[Cell | None] = field(default_factory=list)
    heading: str = ""

    @property
    def asked(self) -> str:
        """How it is asked, in words."""
        steps = f"{self.first['steps']} solution step{'s' if self.first['steps'] != 1 else ''}"
        options = f", {self.first['options']} options" if self.first["options"] else ""
        return f"{self.first['level']}, {self.first['kind']}{options}, {steps}"


class Bar(Struct, frozen=True):
    """A bar of a figure: what it stands for, how much, its share of the longest one, and whether it is outside."""

    name: str
    many: int
    share: float
    outside: bool = False


class Figures(Struct, frozen=True):
    """Bars, and in words what they show."""

    alike: tuple[Bar, ...]
    alike_words: str
    offered: tuple[Bar, ...]
    offered_words: str


def page(head: Json, summary: Json, forms: Iterable[Json], first: Iterable[Json]) -> Iterator[bytes]:
    """The page as HTML, piece by piece; ``forms`` are all of them, ``first`` are at most ``SHOWN``."""
    shown = list(first)
    return Templates(XML).stream(
        "report.html.j2",
        head=head,
        summary=summary,
        names=[form["form"] for form in shown],
        lines=lines(shown, head.get("sections", ())),
        figures=figures(summary),
        forms=map(_told, forms),
    )


def _told(form: Json) -> Json:
    """The form with its keys in the order in which it asks."""
    return {**form, "keys": [question["key"] or "·" for question in form["questions"]]}


def lines(forms: Iterable[Json], sections: Sequence[Json] = ()) -> list[Line]:
    """The places of the slots in the order of the first form, each with what stands there in every form."""
    found: dict[tuple[str, int], Line] = {}
    sizes = accumulate((one["questions"] for one in sections), initial=1)
    headings = {place: one["title"] for place, one in zip(sizes, sections, strict=False)}
    for number, form in enumerate(forms):
        for row in form["questions"]:
            heading = "" if number else headings.get(row["place"], "")
            line = found.setdefault((row["slot"], row["in_slot"]), Line(row, heading=heading))
            line.cells.extend([None] * (number - len(line.cells)))
            line.cells.append(Cell(form["form"], row, tuple(_differences(line.first, row))))
    return list(found.values())


def _differences(first: Json, row: Json) -> Iterator[str]:
    for name, word in DIFFERENT.items():
        if row[name] != first[name]:
            yield f"{word}: {row[name]}"


def figures(summary: Json) -> Figures:
    """What is drawn."""
    pairs = {int(many): found for many, found in summary["alike"]["pairs"].items()}
    most = summary["alike"]["most"]
    heights = [pairs.get(many, 0) for many in range(max(pairs, default=-1) + 1)]
    offered = sorted(summary["misconceptions"].items(), key=lambda one: (-one[1], one[0]))
    return Figures(
        tuple(Bar(str(n), many, many / max(heights), outside=n > most) for n, many in enumerate(heights)),
        _pairs_in_words(pairs, most),
        tuple(Bar(name, many, many / offered[0][1]) for name, many in offered[:BARS]),
        _offered_in_words(summary["misconceptions"]),
    )


def _pairs_in_words(pairs: Mapping[int, int], most: int) -> str:
    if not pairs:
        return "There is one form, and nothing to compare."
    every = ", ".join(f"{many} in {pairs[many]:,}" for many in sorted(pairs))
    over = sum(found for many, found in pairs.items() if many > most)
    bound = f"{over:,} are over the bound of {most}" if over else f"none is over the bound of {most}"
    return f"Keys alike by place in {sum(pairs.values()):,} pairs of forms: {every}; {bound}."


def _offered_in_words(offered: Mapping[str, int]) -> str:
    if not offered:
        return "No question has options that come from misconceptions."
    total, least, most = sum(offered.values()), min(offered.values()), max(offered.values())
    return (
        f"{len(offered):,} misconceptions are offered {total:,} times in all, each {least:,} to {most:,} times "
        f"and {total / len(offered):.1f} times on average."
    )
