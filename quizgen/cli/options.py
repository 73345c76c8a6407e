"""Options that several commands share."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

import click

from quizgen.model import KINDS, LEVELS, Kind, Level

F = TypeVar("F", bound=Callable[..., Any])
PERCENT = re.compile(r"\d{1,9}(\.\d{1,9}|/0*[1-9]\d{0,8})?%?")
NAMED = 8
"""How many families are named that are left out; who asks for all would else read about hundreds."""


@dataclass(frozen=True, slots=True)
class Seed:
    """The seed that was given, or a new one."""

    text: str
    new: bool

    def announce(self) -> None:
        """Says a new seed on standard error; to be called when nothing stands against the request any more."""
        if self.new:
            click.echo(f"The seed is {self.text}; --seed {self.text} gives the same again.", err=True)


def words(values: Iterable[str]) -> tuple[str, ...]:
    """The values of a repeated option, each of which may hold several, separated by commas; each once."""
    every = (word.strip() for value in values for word in value.split(","))
    return tuple(dict.fromkeys(word for word in every if word))


def _levels(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Level, ...]:
    named = words(values)
    for name in named:
        if name not in (*LEVELS, "all"):
            raise click.BadParameter(f"'{name}' is not one of {', '.join(LEVELS)}, all.", ctx, param)
    return tuple(level for level in LEVELS if not named or "all" in named or level in named)


def level_option(function: F) -> F:
    """``--level``, repeatable; all levels where it is not given."""
    return click.option(
        "--level",
        "levels",
        multiple=True,
        metavar="LEVEL",
        callback=_levels,
        help="easy, medium, hard or all; may be repeated.  [default: all]",
    )(function)


def kind_option(function: F) -> F:
    """``--as``: how the items are asked."""
    return click.option(
        "--as",
        "kind",
        type=click.Choice(KINDS),
        help="How to ask.  [default: choice where possible, else numerical; authored items as they were written]",
    )(function)


def wrong_option(function: F) -> F:
    """``--wrong``: what a wrong option costs where a platform does the marking."""
    return click.option(
        "--wrong",
        metavar="PERCENT",
        callback=_share,
        default="0",
        show_default=True,
        help="What a wrong option of a choice costs in Moodle, in percent of the points: 25, 33.3 ...",
    )(function)


def replace_option(function: F) -> F:
    """``--replace``: what becomes of another run's files in a folder."""
    return click.option(
        "--replace", is_flag=True, help="In a folder: remove the files that quizgen wrote there in another run."
    )(function)


def _share(ctx: click.Context, param: click.Parameter, value: str) -> Fraction:
    if not PERCENT.fullmatch(value):
        raise click.BadParameter(f"'{value}' is not a percentage such as 25 or 33.3.", ctx, param)
    share = Fraction(value.removesuffix("%")) / 100
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{value} is not between 0 and 100 percent.", ctx, param)
    return share


def seed_option(function: F) -> F:
    """``--seed``: the same seed gives the same items."""
    return click.option(
        "--seed",
        metavar="TEXT",
        callback=_seed,
        help="The same seed gives the same items.  [default: a random one, which is printed]",
    )(function)


def _seed(ctx: click.Context, param: click.Parameter, value: str | None) -> Seed:
    if value is None:
        return Seed(str(secrets.randbelow(10**9)), new=True)
    if not value.strip() or not value.isprintable():
        raise click.BadParameter("a seed is a number or a word.", ctx, param)
    return Seed(value, new=False)


def left_out(names: Iterable[str], kind: Kind | None) -> None:
    """Names on standard error what cannot be asked as wished, of many only the first ones."""
    every = tuple(names)
    if every:
        more = f" and {len(every) - NAMED} more" if len(every) > NAMED else ""
        listed = ", ".join(every[:NAMED])
        click.echo(f"Left out, because it cannot be asked as {kind}: {listed}{more}.", err=True)
