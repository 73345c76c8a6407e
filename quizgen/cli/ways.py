"""A command that does something else where its first argument is a word for that: ``exam midterm``, ``exam verify``.

A module ``quizgen.cli.<command>_<way>`` holds a way as ``command``; the line beside its name is what the help says of
it, so that the help imports none.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem


class WithWays(click.Command):
    """A command with further ``ways``, which stand where its own first argument would."""

    def __init__(self, *arguments: Any, ways: Mapping[str, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._ways = ways

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the way that the first argument names, else the command's own."""
        if args and args[0] in self._ways:
            way: click.Command = import_module(f"quizgen.cli.{self.name}_{args[0]}").command
            return way.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        if args and not (args[0].startswith("-") or self._takes_words() or extra.get("resilient_parsing")):
            from quizgen.reading.advice import advice

            said = f"There is no '{self.name} {args[0]}'; {advice(args[0], self._ways)}"
            raise click.UsageError(said, click.Context(self, parent, info_name))
        late = next((one for one in args[1:] if one in self._ways), "")
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError:
            if not late or self._takes_words():
                raise
            said = f"'{late}' comes first: write '{self.name} {late}', and options behind it"
            raise click.UsageError(said, click.Context(self, parent, info_name)) from None

    def _takes_words(self) -> bool:
        return any(isinstance(one, click.Argument) for one in self.params)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The ways that begin so; else what click offers, such as options."""
        found = [CompletionItem(name, help=line) for name, line in self._ways.items() if name.startswith(incomplete)]
        return found or super().shell_complete(ctx, incomplete)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the ways."""
        super().format_options(ctx, formatter)
        rows = [(f"{ctx.command_path} {name}", line) for name, line in self._ways.items()]
        if rows:
            with formatter.section("Further commands"):
                formatter.write_dl(rows)
