"""Options of the files that formats write: each is heeded by few of these, and most of them by Moodle's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

import click
from msgspec import Struct
from msgspec.structs import asdict

from quizgen.cli.errors import shortened
from quizgen.cli.gathering import gathered
from quizgen.cli.heeding import heeds, require
from quizgen.cli.options import count
from quizgen.errors import UsageError
from quizgen.formats.protocol import MOODLE, VARIANTS, Format, Options

F = TypeVar("F", bound=Callable[..., Any])
MOST = 20
"""Of variants: more make a page that nobody sends."""
PERCENT = re.compile(r"\d{1,9}(\.\d{1,9}|/0*[1-9]\d{0,8})?%?")


class Moodle(Struct, frozen=True, kw_only=True):
    """What is wished of files for Moodle, None or False where nothing is; each is named as its option."""

    wrong: Fraction | None
    moodle: tuple[int, int] | None
    shuffle: bool
    split: int | None
    variants: int | None

    def options(
        self, stem: str, chosen: Sequence[Format], *, key: bool, exam: bool = False, kept: bool = False
    ) -> Options:
        """The options for the formats; raises UsageError for a wish that none of them heeds.

        What a wrong option costs in an ``exam`` is also told by formats that tell its time, and by exam.json, if that
        is ``kept``.
        """
        wishes = asdict(self)
        given = [name for name, wish in wishes.items() if wish is not None and wish is not False]
        told = exam and (kept or any(heeds("extra-time", fmt) for fmt in chosen))
        if exam and self.variants is not None:
            raise UsageError("--variants does nothing in an exam, which asks in these very numbers: leave it out")
        for name in given:
            if not (told and name == "wrong"):
                require(name, chosen)
        return Options(
            stem,
            key=key,
            wrong=self.wrong or Fraction(0),
            shuffle=self.shuffle,
            split=self.split,
            moodle=self.moodle or MOODLE,
            variants=self.variants,
        )


def unusual(options: Options) -> dict[str, str]:
    """What of a format's options is not as usual, by the options of the command line: it makes other files."""
    every = {
        "--key": "" if options.key else None,
        "--wrong": _typed(options.wrong * 100) if options.wrong else None,
        "--shuffle": "" if options.shuffle else None,
        "--split": str(options.split) if options.split else None,
        "--variants": None if options.variants is None else str(options.variants),
        "--moodle": ".".join(map(str, options.moodle)) if options.moodle != MOODLE else None,
    }
    return {name: said for name, said in every.items() if said is not None}


def moodle_options(function: F) -> F:
    """The options of formats, which a command takes as one ``moodle``: ``--wrong``, ``--variants`` ..."""
    return gathered(function, "moodle", Moodle, Moodle.__struct_fields__, _OPTIONS)


def _share(ctx: click.Context, param: click.Parameter, value: str | None) -> Fraction | None:
    return None if value is None else percent(ctx, param, value) / 100


def percent(ctx: click.Context, param: click.Parameter, value: str) -> Fraction:
    """A number from 0 to 100, with its sign or without."""
    if not PERCENT.fullmatch(value):
        raise click.BadParameter(f"'{value}' is not a percentage such as 25 or 33.3.", ctx, param)
    found = Fraction(value.removesuffix("%"))
    if 0 < found < 1 and not value.endswith("%"):
        raise click.BadParameter(
            f"{value} looks like a share: write {_typed(found * 100)} for that, or {value}% for less than one percent.",
            ctx,
            param,
        )
    if not 0 <= found <= 100:
        raise click.BadParameter(f"{value} is not between 0 and 100 percent.", ctx, param)
    return found


def _typed(number: Fraction) -> str:
    """A percentage as an option takes it, exactly."""
    shown = f"{float(number):.9f}".rstrip("0").removesuffix(".")
    shown = shown if Fraction(shown) == number else str(number)
    return f"{shown}%" if 0 < number < 1 else shown


def _version(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})(?:\.\d+)?", value)
    if not found:
        raise click.BadParameter(f"'{shortened(value, 40)}' is not a version such as 4.5.", ctx, param)
    version = (int(found[1]), int(found[2]))
    if version < MOODLE:
        oldest, given = ".".join(map(str, MOODLE)), shortened(value, 40)
        raise click.BadParameter(f"the files are made for Moodle {oldest} and newer, not for {given}.", ctx, param)
    return version


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--wrong",
        metavar="PERCENT",
        callback=_share,
        help="What a wrong option of a choice costs, in percent of the points: 25, 33.3 ...; Moodle, GIFT and QTI 2.1"
        " and 3.0 take it off, and an exam tells it.  [default: 0, or what the blueprint says]",
    ),
    click.option(
        "--shuffle",
        is_flag=True,
        help="Moodle, QTI and H5P: shuffle options in words; numbers stay in their order.",
    ),
    click.option("--split", callback=count(), metavar="N", help="Moodle: at most N questions a file."),
    click.option(
        "--moodle",
        metavar="VERSION",
        callback=_version,
        help="Moodle: the oldest version that shall read the files; from 4.5 on steps are dragged into order."
        "  [default: 4.2]",
    ),
    click.option(
        "--variants",
        metavar="N",
        callback=count(MOST, least=0),
        help=f"HTML: in how many further numbers each question can be asked, 0 to {MOST}."
        f"  [default: {VARIANTS}, fewer of long ones]",
    ),
)
