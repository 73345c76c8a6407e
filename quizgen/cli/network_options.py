"""The options that name a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from quizgen.cli import completion, known

F = TypeVar("F", bound=Callable[..., Any])
NET = f"""
NET is a network that comes with quizgen ({", ".join(known.architectures())}), a TOML file like theirs, a line of layers
such as 'conv 3->64 k7 s2 p3, bn, relu, maxpool k3 s2 p1, gap, flatten, linear 64->10', or FILE.py:NAME or MODULE:NAME
for a torch.nn.Module of your own, or for a class or function that makes one without arguments.
"""
ASKED = "Ask about this network instead: its name, a TOML file, a line of layers or FILE.py:NAME, as in 'explain'."
COMPLETE = completion.or_path(completion.one_of(known.architectures, completion.toml_files))


def _together(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> str | None:
    del ctx, parameter
    return " ".join(value) or None


def network_options(function: F) -> F:
    """``--input`` and ``--run``."""
    sized = click.option(
        "--input",
        "size",
        metavar="SIZE",
        multiple=True,
        callback=_together,
        help="The input's channels, height and width, such as 3x224x224; for a module of your own any axes without the "
        "batch, and one option for each of several inputs: image=3x224x224, ids=int:16.  [default: the network's own]",
    )
    run = click.option(
        "--run",
        is_flag=True,
        help="Import FILE.py or MODULE, take NAME from it, call it if it is a class or function, and run the network "
        "on zeros. This runs its code: only for code that you trust.",
    )
    return sized(run(function))


def network_option(asked: str = ASKED) -> Callable[[F], F]:
    """``--network`` with what goes with it; ``asked`` is its help."""

    def decorated(function: F) -> F:
        return click.option("--network", metavar="NET", shell_complete=COMPLETE, help=asked)(network_options(function))

    return decorated
