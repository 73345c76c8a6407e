"""What an exam or a set is made of, as the options of a quiz name it."""

from __future__ import annotations

import shlex
import sys
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.sitting.options import ANEW, SUFFIXES, Sat
from quizgen.cli.talk.console import Console, Leave
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.cli.options import Seed
    from quizgen.cli.record.options import Learner
    from quizgen.cli.sitting.exam import Exam


def run(  # noqa: PLR0913, PLR0917 - all that the options of a quiz say
    ctx: click.Context, names: tuple[str, ...], sat: Sat, seed: Seed, learner: Learner, console: Console
) -> None:
    """Sits the exam of a blueprint, or asks the set of a file; raises UsageError for what does not go together."""
    if sat.blueprint:
        if names:
            raise UsageError(f"--blueprint says what is asked, and '{names[0]}' does, too: leave one of them out")
        _of_blueprint(ctx, sat, seed, learner, console)
        return
    if len(names) != 1 or Path(names[0]).suffix.lower() not in SUFFIXES:
        given = f"'{' '.join(names)}' is none" if names else "none is named"
        raise UsageError(
            f"an exam needs --blueprint, or one file that 'quizgen exam' or 'generate --format json' wrote; {given}"
        )
    try:
        _of_file(ctx, Path(names[0]), sat, learner, console)
    except Leave:
        click.echo("Nothing was asked.")


def _of_blueprint(ctx: click.Context, sat: Sat, seed: Seed, learner: Learner, console: Console) -> None:
    from quizgen.cli import blueprints
    from quizgen.cli.sitting import drawn
    from quizgen.cli.sitting.sitter import Sitter

    wanted = drawn.read(blueprints.found(sat.blueprint or ""))
    minutes = sat.minutes or wanted.minutes
    # Not by its text: whoever changes that while an exam is open is told, and does not begin another one unawares.
    key = _key("blueprint", str(wanted.path.resolve()), "" if seed.new else seed.text)

    def made(text: str, minutes: int) -> Exam:
        exam = drawn.exam(wanted, text, minutes, key, _again())
        if text == seed.text:
            seed.announce()
        return exam

    Sitter(sat, learner, console).run(ctx, made, key, seed.text, minutes)


def _of_file(ctx: click.Context, path: Path, sat: Sat, learner: Learner, console: Console) -> None:
    from quizgen.cli.sitting import given
    from quizgen.sets import reader

    found = given.chosen(reader.read(path), sat.form, sat.student, console)
    given.belongs(found, sat.student, sat.name)
    if not sat.exam:
        if sat.student and found.student is None:
            raise UsageError("--student says nothing here: no form is a student's own, and this is practice")
        from quizgen.cli.sitting import practice

        practice.ask(ctx, found, learner, console)
        return
    from quizgen.cli.sitting.sitter import Sitter

    key = _key("set", found.exam or str(path.resolve()), found.form)
    minutes = sat.minutes or found.minutes
    Sitter(sat, learner, console).run(ctx, lambda _, lasts: given.exam(found, lasts, key, _again()), key, "", minutes)


def _key(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=10).hexdigest()


def _again() -> str:
    """The command that comes back."""
    return shlex.join(["quizgen", *(word for word in sys.argv[1:] if word != ANEW)])
