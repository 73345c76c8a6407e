"""Files put before the rules, and what is found written where it is wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec import Struct

from quizgen.cli.lint_files import Place, apart, places
from quizgen.cli.output import Target, write_all
from quizgen.cli.questions import content
from quizgen.cli.screen import room
from quizgen.errors import UsageError
from quizgen.linting.dispatch import Wish, linted
from quizgen.linting.opening import opened
from quizgen.linting.registry import ids
from quizgen.linting.reports.report import Judged, counted

_LOOKS = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "good": {"fg": "green"},
    "file": {"bold": True, "underline": True},
    "rule": {"bold": True},
    "question": {"dim": True},
}


class Asked(Struct, frozen=True):
    """What the options say."""

    form: str
    output: str
    wanted: tuple[str, ...]
    ignored: tuple[str, ...]
    verify: bool


def lint(names: tuple[str, ...], asked: Asked) -> None:
    """Writes what is found in the files; leaves with 1 where there are errors. Raises UsageError for what is none."""
    wish = Wish(ids(",".join(asked.wanted), "--rule"), ids(",".join(asked.ignored), "--ignore"))
    if both := wish.wanted & wish.ignored:
        raise UsageError(f"--rule and --ignore both name {min(both)}: leave it out of one of them")
    if names.count("-") > 1:
        raise UsageError("standard input can be read once; give '-' once")
    apart(names, asked.output)
    every, passed = [], 0
    for place in places(names, asked.output):
        found = _judged(place, wish, verify=asked.verify)
        every += [found] if found else []
        passed += not found
    if not every:
        raise UsageError(f"{names[0]} has no files of questions in it; give a file, or another folder")
    if asked.output == "-":
        _print(every, asked)
    else:
        write_all([Target(Path(asked.output), [_written(every, asked).encode()])])
    if passed:
        many, them, say = (f"{passed} files are", "them", "they say") if passed > 1 else ("1 file is", "it", "it says")
        click.echo(
            f"In folders {many} passed over, for no questions are read in {them}; named alone {say} why", err=True
        )
    if counted(every)["error"]:
        sys.exit(1)


def _judged(place: Place, wish: Wish, *, verify: bool) -> Judged | None:
    """What is found in a file; None for one of a folder that is no file of questions."""
    try:
        file, written = opened(*content(place.name))
    except UsageError:
        if place.named:
            raise
        return None
    if not verify:
        return Judged(file, linted(file, written, wish, ()))
    from quizgen.verifying import verified

    again = verified(file)
    return Judged(file, linted(file, written, wish, again.remarks), again.keys)


def _written(every: list[Judged], asked: Asked) -> str:
    if asked.form == "json":
        from quizgen.linting.reports import records

        return records.written(every)
    if asked.form == "sarif":
        from importlib.metadata import version

        from quizgen.linting.reports import sarif

        return sarif.written(every, version("quizgen"))
    from quizgen.linting.reports import text

    return "".join(f"{line}\n" for line in text.lines(every, shortened=not asked.wanted))


def _print(every: list[Judged], asked: Asked) -> None:
    if asked.form == "text" and sys.stdout.isatty():
        for line in _fitted(every, shortened=not asked.wanted):
            click.echo(line)
    else:
        click.echo(_written(every, asked), nl=False)


def _fitted(every: list[Judged], *, shortened: bool) -> Iterator[str]:
    """The report for a terminal, in colours, its lines broken between words."""
    from quizgen.linting.reports import text

    for line in text.lines(every, shortened=shortened, style=_styled):
        yield from _wrapped(line, room())


def _styled(words: str, part: str) -> str:
    look = _LOOKS.get(part)
    return click.style(words, **look) if look else words  # type: ignore[arg-type]


def _wrapped(line: str, width: int) -> Iterator[str]:
    """Lines of that width, what is styled counted as it is seen; all but the first begin with blanks."""
    from quizgen.text.columns import columns

    held, wide = "", 0
    for word in line.split(" "):
        size = columns(click.unstyle(word))
        if held and wide + 1 + size > width:
            yield held
            held, wide = "    " + word, 4 + size
        else:
            held, wide = (f"{held} {word}", wide + 1 + size) if held else (word, size)
    yield held
