"""Files put before the rules, and what is found written where it is wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from quizgen.cli.output import Target, write_all
from quizgen.cli.questions import content
from quizgen.cli.screen import room
from quizgen.errors import UsageError
from quizgen.foreign.model import ForeignFile, Remark
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say."""

    form: str
    output: str
    wanted: tuple[str, ...]
    ignored: tuple[str, ...]
    verify: bool


def lint(names: tuple[str, ...], asked: Asked) -> None:
    """Writes what is found in the files; leaves with 1 where there are errors. Raises UsageError for what is none."""
    wish = Wish(ids(",".join(asked.wanted), "--rule"), ids(",".join(asked.ignored), "--ignore"))
    if names.count("-") > 1:
        raise UsageError("standard input can be read once; give '-' once")
    _apart(names, asked.output)
    every = [_judged(name, wish, verify=asked.verify) for name in names]
    if asked.output == "-":
        _print(every, asked)
    else:
        write_all([Target(Path(asked.output), [_written(every, asked).encode()])])
    if counted(every)["error"]:
        sys.exit(1)


def _apart(names: tuple[str, ...], output: str) -> None:
    """Raises UsageError where the report would be written over a file that is read."""
    target = Path(output)
    same = next((name for name in names if name != "-" and target.exists() and _one(Path(name), target)), None)
    if output != "-" and same:
        raise UsageError(f"-o {output} is {same} itself, and the report would replace it; give another file")


def _one(path: Path, other: Path) -> bool:
    return path.exists() and path.samefile(other)


def _judged(name: str, wish: Wish, *, verify: bool) -> Judged:
    file, written = opened(*content(name))
    more = _verified(file) if verify else ()
    return Judged(file, linted(file, written, wish, more))


def _verified(file: ForeignFile) -> tuple[Remark, ...]:
    from quizgen.verifying import found

    return tuple(found(file))


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
