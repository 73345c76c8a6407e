"""Options that several commands share."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from msgspec import Struct

from quizgen.cli import completion, known
from quizgen.cli.errors import remark
from quizgen.model import KINDS, LEVELS, Kind, Level
from quizgen.reading.advice import advice
from quizgen.reading.files import is_there
from quizgen.reading.limits import control

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T", bound=str)
ALL = "all"
LETTERS, DRAWN = "abcdefghijkmnpqrstuvwxyz", 12
"""A seed is drawn of so many letters, without those that look like digits: nobody tries out 24 to the 12th."""


def count(most: int = 10**9, least: int = 1) -> Callable[..., int | None]:
    """Reads how many, from ``least`` to ``most``; to be the callback of an option whose type is a text."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
        if value is None:
            return None
        if re.fullmatch(r"\d{1,18}", value.strip(), re.ASCII) and least <= int(value) <= most:
            return int(value)
        raise click.BadParameter(f"'{value}' is not a whole number from {least} to {most:,}.", ctx, param)

    return read


class Seed(Struct, frozen=True):
    """The seed that was given, or a new one."""

    text: str
    new: bool

    def announce(self) -> None:
        """Says a new seed on standard error; to be called when nothing stands against the request any more."""
        if self.new:
            remark(f"The seed is {self.text}; --seed {self.text} gives the same again.")


def words(values: Iterable[str]) -> tuple[str, ...]:
    """The values of a repeated option, each of which may hold several, separated by commas; each once."""
    every = (word.strip() for value in values for word in value.split(","))
    return tuple(dict.fromkeys(word for word in every if word))


def listed(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a repeated parameter; a path that is there keeps its commas. Raises BadParameter where none is."""
    parts = [(value,) if "," in value and is_there(value) else words([value]) for value in values]
    if () in parts:
        raise click.BadParameter(f"'{values[parts.index(())]}' names nothing.", ctx, param)
    return tuple(dict.fromkeys(word for part in parts for word in part))


def _among(every: tuple[T, ...], what: str) -> Callable[..., tuple[T, ...]]:
    """Reads words of which each is one of ``every``, in the order in which they are given."""

    def read(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[T, ...]:
        named = listed(ctx, param, values)
        for name in named:
            if name not in every:
                raise click.BadParameter(f"there is no {what} '{name}'; {advice(name, every)}", ctx, param)
        return tuple(word for name in named for word in every if word == name)

    return read


def names_argument(metavar: str, *others: completion.Names, required: bool = False) -> Callable[[F], F]:
    """Names of families, topics and files as ``names``, one by one or with commas; ``others`` may be named, too."""
    complete = completion.or_path(completion.some_of(known.sources, *others, completion.toml_files))
    return click.argument(
        "names", metavar=metavar, nargs=-1, required=required, callback=listed, shell_complete=complete
    )


def level_option(function: F) -> F:
    """``--level``, repeatable; all levels where it is not given."""
    return click.option(
        "--level",
        "levels",
        multiple=True,
        metavar="LEVEL",
        callback=_levels,
        shell_complete=completion.some_of(lambda: (*LEVELS, ALL)),
        help="easy, medium, hard, all, or several: easy,hard.  [default: all]",
    )(function)


def _levels(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Level, ...]:
    named = _among((*LEVELS, ALL), "level")(ctx, param, values)
    return tuple(level for level in LEVELS if not named or ALL in named or level in named)


def kind_option(function: F) -> F:
    """``--kind``: how the items are asked."""
    return click.option(
        "--kind",
        "--as",
        "kinds",
        multiple=True,
        metavar="KIND",
        callback=_among(KINDS, "kind"),
        shell_complete=completion.some_of(lambda: KINDS),
        help="choice (one is right), multiple (several are), numerical, matching, ordering, grid (a table to fill in), "
        "parts (several questions on one thing), or several: choice,numerical.  [default: choice where possible, else "
        "numerical; authored items as they were written]",
    )(function)


def format_option(note: str) -> Callable[[F], F]:
    """``--format``, several with commas, as ``named``; ``note`` ends the help."""
    return click.option(
        "--format",
        "named",
        cls=_Formats,
        multiple=True,
        metavar="FORMAT",
        callback=listed,
        shell_complete=completion.some_of(known.formats),
        help=f", or several: pdf,moodle.  [default: {note}]",
    )


class _Formats(click.Option):
    """An option whose help begins with the names of all formats; nobody else waits until they are found."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option, and its help."""
        found = super().get_help_record(ctx)
        return found and (found[0], ", ".join(known.formats()) + found[1])


def replace_option(function: F) -> F:
    """``--replace``: what becomes of another run's files."""
    return click.option("--replace", is_flag=True, help="Remove the files that another run of quizgen wrote there.")(
        function
    )


def seed_option(function: F) -> F:
    """``--seed``: the same seed gives the same items."""
    return click.option(
        "--seed",
        metavar="TEXT",
        callback=_seed,
        help="The same seed gives the same items.  [default: a random one, which is printed]",
    )(function)


def output_option(default: str, metavar: str, note: str) -> Callable[[F], F]:
    """``-o``: where what is made goes; ``note`` is the help."""
    return click.option(
        "-o",
        "--output",
        default=default,
        show_default=True,
        metavar=metavar,
        callback=_place,
        shell_complete=completion.a_file,
        help=note,
    )


def _place(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter(f"'{value}' names nothing; give a name, or - for standard output.", ctx, param)
    return value


def title(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Reads a heading: one line of what can be read."""
    if value and ("\n" in value or control(value)):
        raise click.BadParameter("a heading is one line without control characters.", ctx, param)
    return value


def _seed(ctx: click.Context, param: click.Parameter, value: str | None) -> Seed:
    if value is None:
        return Seed("".join(secrets.choice(LETTERS) for _ in range(DRAWN)), new=True)
    if not value.strip() or not value.isprintable():
        raise click.BadParameter("a seed is a number or a word.", ctx, param)
    return Seed(value, new=False)


def left_out(names: Iterable[str], kinds: Iterable[Kind]) -> None:
    """Says on standard error how much cannot be asked as wished, with an example."""
    every, wish = tuple(names), f"cannot be asked as {' or '.join(kinds)}"
    if len(every) == 1:
        remark(f"Left out: {every[0]}, which {wish}.")
    elif every:
        remark(f"Left out: {len(every)} families and files that {wish}, such as {every[0]}.")
