"""Options that say nothing beside what else was given: they are refused, never passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click
from click.core import ParameterSource

from quizgen.errors import UsageError


def refuse(ctx: click.Context, reasons: Mapping[str, str]) -> None:
    """Raises UsageError for the first parameter that somebody gave and that says nothing, with its reason."""
    for parameter in _given(ctx):
        if parameter.name in reasons:
            raise UsageError(f"{_called(parameter)} says nothing here: {reasons[parameter.name]}")


def _given(ctx: click.Context) -> Iterator[click.Parameter]:
    """The parameters that somebody gave, in the order of the help."""
    for parameter in ctx.command.params:
        if ctx.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE:
            yield parameter


def _called(parameter: click.Parameter) -> str:
    """An option by its longest name, an argument in capitals as in the help."""
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else (parameter.name or "").upper()
