"""A network drawn, as a value that a notebook shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.errors import UsageError
from quizgen.python.files import written
from quizgen.reading.advice import advice, alternatives

if TYPE_CHECKING:
    from quizgen.explaining import Explanation

SUFFIXES = (".svg", ".png", ".pdf")
WIDE = 2560
"""Pixels of a PNG unless somebody wishes otherwise."""
MOST_PIXELS = 200_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as an SVG document, and the same in ``words`` for whoever does not see it."""

    svg: str = field(repr=False)
    title: str
    words: str = field(repr=False)
    sides: tuple[float, float]

    def save(self, path: str | Path, *, width: int = WIDE) -> Path:
        """Writes SVG, PNG or PDF, as the name ends, over a file that is there; its path. ``width`` are pixels of a PNG.

        Raises UsageError for another end, and for more pixels than there may be.
        """
        from quizgen.templating import encoded_whole

        where = Path(path)
        end = where.suffix.lower()
        if end not in SUFFIXES:
            raise UsageError(f"no picture ends as {where.name} does: give it the end {alternatives(SUFFIXES)}")
        content = encoded_whole(self.svg)
        return written(where, content if end == ".svg" else self._converted(content.decode(), end, width))

    def _converted(self, svg: str, end: str, width: int) -> bytes:
        from quizgen.formats.svg_files import INCH, svg_as_pdf, svg_as_png

        if end == ".pdf":
            return svg_as_pdf(svg, self.title, self.words)
        wide, tall = self.sides
        if width < 1 or width * width * tall / wide > MOST_PIXELS:
            raise UsageError(
                f"width={width:,} are no pixels for a picture of {wide:g} by {tall:g}: take {WIDE:,}, or .svg"
            )
        return svg_as_png(svg, INCH * width / wide)

    def _repr_svg_(self) -> str:
        return self.svg


def picture(explanation: Explanation, name: str, *, whole: bool) -> Picture:
    """The picture of that name; see ``Table.picture``."""
    from quizgen.explaining.pictures import PICTURES, drawing, svg

    if name not in PICTURES:
        raise UsageError(f"there is no picture '{name}' of networks; {advice(name, PICTURES)}")
    if whole and name != "network":
        raise UsageError(f"whole= belongs to the picture of the network: a picture of {name} is always whole")
    found = drawing(explanation, name, whole=whole)
    return Picture(svg(found), found.title, found.words, (found.width, found.height))
