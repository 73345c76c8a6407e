"""Whose log a command reads or adds to, as its options say it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click
from msgspec import Struct

from quizgen.cli import completion
from quizgen.cli.given import refuse
from quizgen.cli.record import PROFILE, Record, opened, places
from quizgen.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])


class Learner(Struct, frozen=True):
    """A profile, and whether anything is remembered."""

    profile: str = PROFILE
    keep: bool = True

    def opened(self) -> Record:
        """The learner's log; raises QuizgenError where it is of no use."""
        return opened(self.profile, keep=self.keep)


def profile_option(function: F) -> F:
    """``--profile``: the name of one that there is or can be."""
    return click.option(
        "--profile",
        metavar="NAME",
        default=PROFILE,
        callback=_named,
        shell_complete=completion.one_of(places.profiles),
        help="Whose log it is, where several learn on one account.",
    )(function)


def learner_options(function: F) -> F:
    """``--profile`` and ``--no-record``, which a command takes as one ``learner``."""

    @wraps(function)
    def command(*arguments: Any, profile: str, no_record: bool, **options: Any) -> Any:
        if no_record:
            refuse(click.get_current_context(), {"profile": "with --no-record nobody's log is used"})
        return function(*arguments, learner=Learner(profile, not no_record), **options)

    forgetting = click.option("--no-record", is_flag=True, help="Remember nothing, and use nothing remembered.")
    return profile_option(forgetting(command))  # type: ignore[return-value]  # a command of the same name


def _named(ctx: click.Context, param: click.Parameter, value: str) -> str:
    try:
        return places.called(value)
    except UsageError as error:
        raise click.BadParameter(str(error), ctx, param) from None
