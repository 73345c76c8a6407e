"""Begin a blueprint of your own, check it, and print the schema that editors read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import blueprints, completion, plugins, skeletons
from quizgen.cli.errors import LONGEST, remark, shortened
from quizgen.cli.rows import Rows
from quizgen.errors import Faults, UsageError
from quizgen.reading import files
from quizgen.text.clipped import clipped
from quizgen.text.counted import many

if TYPE_CHECKING:
    from quizgen.blueprint.asked import Group
    from quizgen.blueprint.checking import Checked

HEADER = ("slot", "families", "level", "kind", "count", "items", "forms")
WORDS = 4
"""Columns that hold no numbers."""
WIDEST = 44
"""Characters of a cell."""


@click.group(
    "blueprint",
    epilog="\b\nExamples:\n  quizgen blueprint new my-exam\n  quizgen blueprint check my-exam.toml",
)
def command() -> None:
    """Begin a blueprint of your own, check it, and print the schema that editors read.

    A blueprint is a TOML file that says what an exam asks; 'quizgen exam' makes its forms. The keys are explained in
    docs/blueprints.md, and by comments in the file that 'new' writes.
    """


@command.command("new", epilog="Example: quizgen blueprint new my-exam")
@click.argument("name")
def new(*, name: str) -> None:
    """Write a commented blueprint NAME.toml, which makes an exam as it is.

    Editors that know TOML (Even Better TOML, Taplo) complete and explain its keys by the schema in its first line.
    """
    skeletons.require_slug(name, "file")
    skeletons.write("blueprint", Path(), {"my-exam": name, "SCHEMA": blueprints.schema().as_uri()})
    skeletons.tell_next(f"quizgen blueprint check {name}.toml", f"quizgen exam {name}.toml --forms 2")


@command.command("check", epilog="Example: quizgen blueprint check midterm my-exam.toml")
@click.argument(
    "names",
    metavar="BLUEPRINT...",
    nargs=-1,
    required=True,
    shell_complete=completion.or_path(completion.one_of(blueprints.offered)),
)
def check(*, names: Sequence[str]) -> None:
    """Say all that is wrong with blueprints, or how many forms they make that share no item.

    Each fault is a line on standard error with file, key and line; the exit status is then 2.
    """
    from quizgen.blueprint.checking import checked
    from quizgen.cli.networks import looking

    plugins.left_out()
    faulty, lead = False, ""
    for path in map(blueprints.found, names):
        try:
            found = checked(files.text(path), str(path), path.parent, looking(path.parent, run=False))
        except UsageError as error:
            faulty = True
            _tell(error)
            continue
        click.echo(f"{lead}{path}: {found.blueprint.title}")
        _table([*map(_row, found.groups)])
        click.echo(_reach(found))
        lead = "\n"
    if faulty:
        sys.exit(UsageError.exit_status)


@command.command("schema", epilog="Example: quizgen blueprint schema > blueprint.schema.json")
def schema() -> None:
    """Print the JSON Schema of blueprints, which tells editors what may stand there."""
    click.echo(blueprints.schema().read_text(encoding="utf-8"), nl=False)


def _tell(error: UsageError) -> None:
    every = error.every if isinstance(error, Faults) else (str(error),)
    for fault in every:
        remark(shortened(f"Error: {' '.join(fault.split())}", LONGEST - 1))


def _row(group: Group) -> tuple[str, ...]:
    from quizgen.blueprint.room import held

    first, *others = (way.family for way in group.ways)
    families = f"{first} and {len(others)} more" if others else first
    have, places = held(group.ways), len(group.places)
    level, counts = group.slot.level, (f"{places:,}", f"{have:,}", f"{have // places:,}")
    return group.slot.id, families, level, _kind(group), *counts


def _kind(group: Group) -> str:
    options = {way.options for way in group.ways} - {None}
    asked = f" of {options.pop()}" if group.kind == "choice" and len(options) == 1 else ""
    return f"{group.kind}{asked}"


def _table(cells: Sequence[Sequence[str]]) -> None:
    """Prints the rows in columns, or on a narrow terminal in blocks."""
    cut = [[clipped(cell, WIDEST) for cell in row] for row in cells]
    widths = [max(len(row[place]) for row in (HEADER, *cut)) for place in range(len(HEADER))]

    def line(row: Sequence[str]) -> str:
        placed = enumerate(zip(row, widths, strict=True))
        return "  ".join(
            cell.ljust(width) if at < WORDS else cell.rjust(width) for at, (cell, width) in placed
        ).rstrip()

    rows = Rows(HEADER, line)
    rows.head()
    for row in cut:
        rows.row(row)


def _reach(found: Checked) -> str:
    """How many forms there are, and what to widen for more."""
    exam, reach = found.blueprint, found.capacity
    size = sum(slot.count for slot in exam.slots)
    points = sum(slot.points * slot.count for slot in exam.slots if slot.points)
    worth = (
        f", {float(points):g} {'point' if points == 1 else 'points'}" if all(slot.points for slot in exam.slots) else ""
    )
    forms = many(reach.forms, "form")
    slots = ", ".join(f"'{name}'" for name in reach.bound[:3]) + (" and others" if len(reach.bound) > 3 else "")
    shared = "; with repeat = true there is no end of forms" if exam.repeat else ""
    asked = f"{many(size, 'item')}{worth}"
    apart = " without an item in common" if reach.forms > 1 else ""
    fewer = "; some families have fewer items, for which others stand in" if _run_out(found) else ""
    return f"{asked}; at most {forms}{apart}, bounded by {slots}{fewer}{shared}."


def _run_out(found: Checked) -> bool:
    """Whether a family that a slot may ask beside others has fewer items than there are forms."""
    return any(way.held < found.capacity.forms for group in found.groups for way in group.ways)
