"""The options of an exam that say which forms there shall be, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import click
from msgspec import Struct

from quizgen.cli.gathering import gathered
from quizgen.cli.heeding import require
from quizgen.cli.moodle import percent
from quizgen.cli.options import count
from quizgen.cli.places import Place
from quizgen.errors import UsageError
from quizgen.formats.protocol import Format

F = TypeVar("F", bound=Callable[..., Any])
MANY = 100
"""So many forms are worth a process for each core, which loads torch first; fewer are printed by threads, while one
process more verifies them."""


class Wished(Struct, frozen=True, kw_only=True):
    """How many forms, whether they may share items, which earlier exams they avoid, and for whom they are printed.

    With a ``roster`` there is one for each student. What an earlier run had is to ``keep``.
    """

    number: int
    repeat: bool
    strict: bool
    roster: str | None
    earlier: tuple[str, ...]
    large_print: bool
    extra_time: Fraction
    booklets: bool | None
    keep: str | None
    calibration: str | None = None

    @property
    def few(self) -> bool:
        """Whether it is known before a roster is read that these are not many forms."""
        return self.roster is None and self.number < MANY

    @property
    def solved(self) -> bool:
        """Whether each form has a booklet of solutions: unless told otherwise, where forms are not students' own."""
        return self.roster is None if self.booklets is None else self.booklets

    def require_heeded(self, chosen: Sequence[Format], where: Place) -> None:
        """Raises UsageError for a wish that none of the formats heeds; a folder's exam.json keeps the time, too.

        What stands in a folder alone is wished in vain of one file.
        """
        if self.large_print:
            require("large-print", chosen)
        if self.extra_time and where != "folder":
            require("extra-time", chosen)
        if self.calibration and where != "folder":
            raise UsageError("--calibration foretells in report.html: give a folder with -o, or leave it out")
        if self.booklets:
            require("booklets", chosen)
            if where != "folder":
                raise UsageError("--booklets writes more files than one: give a folder with -o, or leave it out")

    def told(self) -> dict[str, str]:
        """The options as somebody typed them, without those that are as usual."""
        flags = {"--repeat": self.repeat, "--large-print": self.large_print}
        forms = {"--roster": self.roster} if self.roster is not None else {"--forms": str(self.number)}
        given = forms | {name: "" for name, wanted in flags.items() if wanted}
        given |= {"--keep": self.keep} if self.keep is not None else {}
        given |= {"--extra-time": str(self.extra_time)} if self.extra_time else {}
        given |= {"--calibration": self.calibration} if self.calibration else {}
        return given | ({} if self.booklets is None else {"--booklets" if self.booklets else "--no-booklets": ""})


def exam_options(function: F) -> F:
    """The options, which a command takes as one ``wished``."""
    return gathered(function, "wished", Wished, Wished.__struct_fields__, _OPTIONS)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--forms",
        "number",
        callback=count(),
        metavar="N",
        default="1",
        show_default=True,
        help="How many forms.",
    ),
    click.option(
        "--roster",
        metavar="FILE",
        type=click.Path(),
        help="A form for each student of a CSV file with a header: number, name, e-mail.",
    ),
    click.option("--repeat", is_flag=True, help="Let forms share items, where families have too few for all."),
    click.option("--strict", is_flag=True, help="Refuse forms that are outside the bounds of report.html."),
    click.option(
        "--exclude",
        "earlier",
        multiple=True,
        metavar="OLD",
        type=click.Path(),
        help="Use no item of earlier exams: a folder, or JSON files. Repeatable.",
    ),
    click.option(
        "--keep",
        metavar="OLD",
        type=click.Path(),
        help="Leave slots as they were in an earlier run where others come and go: its folder, whose seed is taken.",
    ),
    click.option(
        "--calibration",
        metavar="FILE",
        type=click.Path(),
        help="Foretell how hard questions are by difficulty.json of 'quizgen analyze', not by a rule of thumb.",
    ),
    click.option("--large-print", is_flag=True, help="Print in 18 pt."),
    click.option(
        "--extra-time",
        metavar="PERCENT",
        callback=percent,
        default="0",
        help="So much more than the blueprint's duration, told at the head.",
    ),
    click.option(
        "--booklets/--no-booklets",
        default=None,
        help="With each form a booklet of its solutions, to hand out afterwards.  [default: yes; with --roster no]",
    ),
)
