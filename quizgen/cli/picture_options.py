"""The options that draw a network instead of printing its table."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from quizgen.cli.options import count
from quizgen.cli.places import STDOUT
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.explaining import Explanation

F = TypeVar("F", bound=Callable[..., Any])
SUFFIXES = {"svg": ".svg", "png": ".png", "pdf": ".pdf"}
"""The formats of pictures, and how their files end."""
NAMES = ("network", "field", "cost", "groups")
WIDE, MOST_WIDE = 2560, 12_000
"""Pixels of a PNG unless somebody wishes otherwise, and the most of them."""
MOST_PIXELS = 200_000_000
BEHIND = {"white": "#ffffff", "none": None}


class PictureOptions(Struct, frozen=True):
    """What was asked of the picture; None and false where nothing was."""

    picture: str | None
    whole: bool
    width: int | None
    background: str | None

    def wished(self, name: str | None) -> str | None:
        """The format: where a picture is asked for, and no format is, SVG."""
        return "svg" if name is None and self.picture else name

    def agree(self, name: str, output: str) -> None:
        """Raises UsageError for an option that means nothing in the format of that name, or bytes on a terminal."""
        given = {"--picture": self.picture, "--whole": self.whole, "--background": self.background}
        for option in (option for option, asked in {**given, "--width": self.width}.items() if asked):
            if name not in SUFFIXES:
                raise UsageError(f"{option} is for drawings: ask for --format svg, png or pdf, or leave it out")
        if name in ("png", "pdf") and output == STDOUT and sys.stdout.isatty():
            raise UsageError(f"a terminal shows no {name.upper()}: name a file, such as -o network.{name}")
        if self.width and name != "png":
            raise UsageError(f"--width counts pixels, and {name} has none: ask for --format png, or leave it out")
        if self.background and self.picture == "groups":
            raise UsageError("--background belongs to other pictures: one of groups is always on white; leave it out")
        if self.whole and self.picture not in (None, "network"):
            raise UsageError(f"--whole belongs to --picture network: a picture of {self.picture} is always whole")

    def drawn(self, explanation: Explanation, name: str) -> bytes:
        """The file of the picture in the format of that name."""
        from quizgen.explaining import pictures

        if self.picture == "groups":
            from quizgen.cli.group_pictures import groups

            return self._converted(*groups(explanation), name)
        found = pictures.drawing(explanation, self.picture or "network", whole=self.whole)
        return self._converted(pictures.svg(found, BEHIND[self.background or "white"]), found.title, found.words, name)

    def _converted(self, svg: str, title: str, words: str, name: str) -> bytes:
        from quizgen.formats.svg_files import INCH, svg_as_pdf, svg_as_png
        from quizgen.templating import encoded_whole

        if name == "svg":
            return encoded_whole(svg)
        svg = encoded_whole(svg).decode()
        if name == "pdf":
            return svg_as_pdf(svg, title, words)
        wide, tall = _sides(svg)
        pixels = self.width or WIDE
        if pixels * pixels * tall / wide > MOST_PIXELS:
            raise UsageError(
                f"the picture is {wide} by {tall} large, and {pixels:,} pixels in width are too many: take a smaller "
                "--width, or --format svg"
            )
        return svg_as_png(svg, INCH * pixels / wide, clear=self.background == "none")


SIDES = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


def _sides(svg: str) -> tuple[int, int]:
    """How wide and tall a drawing of ours says that it is."""
    wide, tall = SIDES.findall(svg)[0]
    return round(float(wide)), round(float(tall))


def picture_options(function: F) -> F:
    """``--picture``, ``--whole``, ``--width`` and ``--background``."""
    options = (
        click.option(
            "--picture",
            type=click.Choice(NAMES),
            help="Draw it, as SVG unless --format or FILE says png or pdf: its layers and paths, its receptive fields "
            "on the input, what layers cost, or which channels a grouped convolution reads.",
        ),
        click.option("--whole", is_flag=True, help="Draw all blocks in full, on as large a sheet as that takes."),
        click.option("--width", metavar="PIXELS", callback=count(MOST_WIDE, 100), help=f"Of a PNG.  [default: {WIDE}]"),
        click.option(
            "--background", type=click.Choice(tuple(BEHIND)), help="What is behind a picture.  [default: white]"
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function
