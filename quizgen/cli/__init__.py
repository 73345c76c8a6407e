"""The command line: one file a command, imported when it is called.

A module ``quizgen.cli.<name>`` holds its command as ``command``; the line in ``COMMANDS`` is what ``quizgen --help``
says about it, so that the help imports none of them.
"""

from __future__ import annotations

import atexit
import gc
import os
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem, add_completion_class

from quizgen.cli import streams
from quizgen.cli.beginning import prepared
from quizgen.cli.caching import folder
from quizgen.cli.errors import explained, note
from quizgen.cli.shells import Bash, Fish, Zsh
from quizgen.cli.stopping import stoppable
from quizgen.cli.watching import cleared
from quizgen.keeping import TEMPLATES

COMMANDS = {
    "families": "List the families of items and how many items each holds.",
    "show": "Show one item with its key and all that belongs to it.",
    "generate": "Write items to a file, in one format or several.",
    "site": "Make practice pages by topic and level, for a course's web space.",
    "exam": "Make the parallel forms of an exam from a blueprint.",
    "scan": "Read scanned answer sheets, and mark them.",
    "analyze": "Tell what the answers to an exam say about its items and its class.",
    "blueprint": "Begin a blueprint of your own, or check what one asks for.",
    "quiz": "Ask items in the terminal, one at a time.",
    "progress": "Show what you know and what is due, or carry it to another machine.",
    "explain": "Print a network's sizes, parameters, MACs and receptive fields.",
    "import": "Make a file of items of questions that another program wrote.",
    "lint": "Find what is wrong in anybody's files of questions.",
    "new": "Begin a family, a file of items or a format of your own.",
    "check": "Check families, files of items and formats, also your own.",
}

MODULES = {"import": "import_file"}
"""Modules of commands whose names are words of Python's own."""


class Commands(click.Group):
    """A group whose commands are found by name."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Runs the command line, also where standard streams are closed."""
        streams.opened()
        try:
            return super().main(*arguments, **options)
        except SystemExit as end:
            streams.left(end.code)
            raise

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads what stands before the command; what is wrong there is said in one sentence, too."""
        with explained(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order in which one needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"quizgen.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; an unknown one is an error with the nearest that there is."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from quizgen.reading.advice import advice

            ctx.fail(f"There is no command '{args[0]}'; {advice(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands that begin so, without importing them; else what click offers, such as options."""
        found = [CompletionItem(name, help=line) for name, line in COMMANDS.items() if name.startswith(incomplete)]
        return found or super().shell_complete(ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command, with the user's cache of counts and decks; what goes wrong is said in one sentence."""
        prepared()
        atexit.register(gc.freeze)  # else garbage is looked for at the end, for a fifth of what importing torch takes
        with stoppable(ctx), explained(ctx), cleared():
            from quizgen.cli.places import somewhere
            from quizgen.memory.cache import kept_in

            somewhere()
            with kept_in(folder()) as memory:
                TEMPLATES.folder = memory.place("templates")
                try:
                    return super().invoke(ctx)
                finally:
                    note(memory.faults())


for shell in (Bash, Zsh, Fish):
    add_completion_class(shell)


@click.command(
    "quizgen",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: quizgen exam midterm --forms 2 --format pdf -o out",
)
@click.version_option(package_name="quizgen", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Verified exercises on convolutional networks.

    An item is one question. Items come from families, each of which makes many of one sort, and from files of items
    that were written one by one; families and files belong to topics. The key of a family's item is computed from a
    formula and confirmed by running real torch layers; every wrong option comes from one named mistake.
    """
    if "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb":
        ctx.color = False
