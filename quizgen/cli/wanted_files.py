"""The options that say which files shall come of questions: their formats and their place, and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click
from msgspec import Struct

from quizgen.cli import rendering
from quizgen.cli.gathering import gathered
from quizgen.cli.listing import Run
from quizgen.cli.moodle import Moodle, moodle_options
from quizgen.cli.options import format_option, output_option, replace_option
from quizgen.cli.places import Place, end, place, stem
from quizgen.formats.protocol import Format, Options

F = TypeVar("F", bound=Callable[..., Any])


class Wanted(Struct, frozen=True, kw_only=True):
    """Formats as they are named, if any is, where files go, whether they ``replace`` others, and hold the ``key``."""

    named: tuple[str, ...]
    output: str
    key: bool
    moodle: Moodle
    replace: bool

    def formats(self, usual: str = "") -> tuple[Format, ...]:
        """Those that are named, else that of the file's end, or the ``usual`` one where a name without end may stand.

        Raises UsageError where there is no such format, or where a name does not say which it is.
        """
        ended = not usual or end(self.output)
        return rendering.formats(self.named or (rendering.by_suffix(self.output) if ended else usual,))

    def place(self, chosen: Sequence[Format], forms: int, otherwise: Place) -> Place:
        """What the output is; raises UsageError where so many forms in these formats cannot go there."""
        return place(self.output, chosen, forms, otherwise)

    def options(self, chosen: Sequence[Format], where: Place, otherwise: str, *, exam: bool = False) -> Options:
        """What formats are told; files are called as the one that is named, or as is said ``otherwise``."""
        called = stem(self.output, chosen[0].suffix) if where == "file" else otherwise
        return self.moodle.options(called, chosen, key=self.key, exam=exam, kept=where == "folder")

    def written(self, where: Place, run: Run) -> rendering.Written:
        """The place, where files of that run may be written; raises UsageError where they may not."""
        return rendering.Written(where, self.output, run, replace=self.replace)


def file_options(ends: str, output: str, metavar: str, note: str) -> Callable[[F], F]:
    """The options, which a command takes as one ``wanted``; ``ends`` ends the help on formats.

    Without ``-o`` files go to ``output``; its help is ``note``.
    """
    options = (
        format_option(ends),
        output_option(output, metavar, note),
        click.option("--key", is_flag=True, help="Add the key and the worked solutions."),
        moodle_options,
        replace_option,
    )

    def decorated(function: F) -> F:
        return gathered(function, "wanted", Wanted, Wanted.__struct_fields__, options)

    return decorated
