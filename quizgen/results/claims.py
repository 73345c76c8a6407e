"""Points that somebody wrote into a table of results, where they follow from the answers and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from quizgen.results.rows import Marked

_NUMBER = re.compile(r"-?\d{1,9}(?:[.,](\d{1,12}))?")


class Claim(Struct, frozen=True):
    """The points that a table has for a student's form."""

    form: str
    number: str
    points: str

    def is_met(self, points: Fraction | None) -> bool:
        """Whether these are the points, as far as the table has their decimals; an empty cell says nothing."""
        if not self.points:
            return True
        found = _NUMBER.fullmatch(self.points)
        if points is None or not found:
            return False
        return abs(Fraction(self.points.replace(",", ".")) - points) <= Fraction(1, 2 * 10 ** len(found[1] or ""))


def unmet(claims: Iterable[Claim], every: Iterable[Marked]) -> list[Claim]:
    """Those that are not the points of the papers."""
    found = {(one.paper.form.name, one.paper.number): one.points for one in every}
    return [one for one in claims if not one.is_met(found.get((one.form, one.number)))]
