"""The options that say how a network's table looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from quizgen.cli.completion import some_of
from quizgen.cli.options import ALL, count, listed
from quizgen.cli.picture_options import SUFFIXES as PICTURES
from quizgen.errors import UsageError
from quizgen.reading.advice import advice, alternatives

if TYPE_CHECKING:
    from quizgen.explaining import Wishes

F = TypeVar("F", bound=Callable[..., Any])
NAMES = (
    *("name", "type", "input", "output", "parameters", "trainable", "macs", "memory"),
    *("field", "jump", "start", "global"),
)
"""Those of ``quizgen.explaining.printing.COLUMNS``, which nobody who completes a word waits for."""
DEEPEST = 99
HEEDED = {
    "table": ("--columns", "--depth", "--unfold", "--no-functional"),
    "markdown": ("--columns", "--depth", "--unfold", "--no-functional"),
    "latex": ("--columns", "--depth", "--unfold", "--no-functional"),
    "html": ("--columns", "--depth", "--unfold", "--no-functional"),
    "csv": ("--columns",),
    "json": (),
    **dict.fromkeys((*PICTURES, "python"), ()),
}
"""Which of these options mean something in each format."""
WHAT = {**dict.fromkeys(PICTURES, "is a drawing"), "python": "is a program"}


class TableOptions(Struct, frozen=True):
    """What was asked of the table."""

    columns: tuple[str, ...]
    depth: int | None
    unfold: bool
    functional: bool

    def wishes(self, name: str, room: int | None) -> Wishes:
        """Them as the printers take them; ``room`` is that of a terminal, if it is one that shows the table.

        Raises UsageError for an option that means nothing in the format of that name.
        """
        from quizgen.explaining import Wishes

        self._agree(name)
        columns = self.columns if name == "csv" or not self.columns else tuple(dict.fromkeys(("name", *self.columns)))
        wishes = Wishes(columns, self.depth, folded=not self.unfold, functional=self.functional, unfold="--unfold")
        return wishes if room is None else wishes.on_terminal(room)

    def _agree(self, name: str) -> None:
        given = {
            "--columns": bool(self.columns),
            "--depth": self.depth is not None,
            "--unfold": self.unfold,
            "--no-functional": not self.functional,
        }
        heeded = HEEDED.get(name, ())
        for option in (option for option, asked in given.items() if asked and option not in heeded):
            fitting = alternatives([one for one, options in HEEDED.items() if option in options])
            what = WHAT.get(name, "holds all that is known of every layer")
            raise UsageError(
                f"{option} says how tables look, and {name} {what}: leave it out, or ask for --format {fitting}"
            )


def _columns(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    named = [name.lower() for name in listed(ctx, param, values)]
    for name in named:
        if name not in (*NAMES, ALL):
            raise click.BadParameter(f"there is no column '{name}'; {advice(name, (*NAMES, ALL))}", ctx, param)
    return NAMES if ALL in named else tuple(dict.fromkeys(named))


def table_options(function: F) -> F:
    """``--columns``, ``--depth``, ``--unfold`` and ``--no-functional``, as one parameter ``asked``."""
    options = (
        click.option(
            "--columns",
            multiple=True,
            metavar="COLUMNS",
            callback=_columns,
            shell_complete=some_of(lambda: (*NAMES, ALL)),
            help=f"Which columns, with commas: {', '.join(NAMES)}, or all.  [default: those that have room]",
        ),
        click.option(
            "--depth",
            metavar="N",
            callback=count(DEEPEST),
            help="One row for all that is more than N modules deep, with its sums.",
        ),
        click.option(
            "--unfold",
            "--all",
            is_flag=True,
            help="Rows of their own for activations, normalisations and dropout, which are otherwise counted in the "
            "row of the layer before them.",
        ),
        click.option(
            "--functional/--no-functional",
            default=True,
            help="Rows for functions that a forward calls, such as torch.cat.  [default: rows]",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function
