"""The options of a quiz that make it an exam, or say which form of a set is asked, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

from quizgen.cli import blueprints, completion
from quizgen.cli.gathering import gathered
from quizgen.cli.options import count
from quizgen.cli.sitting import agreeing
from quizgen.reading.limits import control

F = TypeVar("F", bound=Callable[..., Any])
SUFFIXES = (".json", ".jsonl")
ANEW = "--anew"
LONGEST = 1_440
"""Minutes of an exam."""
WIDEST = 80
"""Characters of a name."""


class Sat(Struct, frozen=True, kw_only=True):
    """What is sat, for how long, and what is handed in."""

    blueprint: str | None
    minutes: int | None
    exam_mode: bool
    anew: bool
    form: str
    student: str
    name: str
    result: str | None

    def wanted(self, names: tuple[str, ...]) -> bool:
        """Whether this is no quiz that is drawn question by question."""
        return self.exam or any(Path(name).suffix.lower() in SUFFIXES for name in names)

    @property
    def exam(self) -> bool:
        """Whether nothing is said about answers until the end."""
        return bool(self.blueprint or self.minutes or self.exam_mode or self.result or self.anew)


def or_sat(function: F) -> F:
    """The options of a quiz with which something else is asked than the quiz asks: an exam, or a set."""

    @wraps(function)
    def command(*arguments: Any, sat: Sat, **given: Any) -> Any:
        ctx = click.get_current_context()
        if not sat.wanted(given["names"]):
            agreeing.of_quiz(ctx)
            return function(*arguments, **given)
        from quizgen.cli.sitting import entry
        from quizgen.cli.talk.console import console

        agreeing.of_exam(ctx, blueprint=bool(sat.blueprint), exam=sat.exam)
        return entry.run(
            ctx, given["names"], sat, given["request"].seed, given["learner"], console(plain=given["plain"])
        )

    return gathered(command, "sat", Sat, Sat.__struct_fields__, _OPTIONS)  # type: ignore[return-value]  # a command of the same name


def _line(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A line of what can be read, not too long."""
    if "\n" in value or control(value) or len(value) > WIDEST:
        raise click.BadParameter(f"one line of up to {WIDEST} characters is expected.", ctx, param)
    return " ".join(value.split())


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--blueprint",
        metavar="BLUEPRINT",
        shell_complete=completion.one_of(blueprints.offered),
        help="Sit an exam: a blueprint's TOML file, or final, midterm or quiz. Nothing is said until the end.",
    ),
    click.option(
        "--minutes",
        metavar="N",
        callback=count(LONGEST),
        help="How long the exam takes.  [default: as its blueprint says]",
    ),
    click.option("--exam-mode", is_flag=True, help="Ask a set as an exam, also without a limit of time."),
    click.option(ANEW, is_flag=True, help="Begin the exam afresh, and give up the one that was not handed in."),
    click.option("--form", metavar="FORM", default="", callback=_line, help="Which form of exam.json is asked."),
    click.option("--student", metavar="NUMBER", default="", callback=_line, help="The number of whoever sits it."),
    click.option("--name", metavar="NAME", default="", callback=_line, help="The name of whoever sits it."),
    click.option(
        "--result",
        metavar="FILE",
        type=click.Path(),
        shell_complete=completion.a_file,
        help="Write the answers to FILE, for 'quizgen analyze'; asks for what --student and --name do not say.",
    ),
)
