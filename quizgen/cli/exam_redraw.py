"""Replace the items of one slot of a blueprint, and of no other."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen import resources
from quizgen.cli import blueprints, completion
from quizgen.cli.output import Target, write_all
from quizgen.errors import UsageError
from quizgen.reading import files
from quizgen.reading.advice import advice


@click.command("redraw", epilog="Example: quizgen exam redraw my-exam.toml parameters-medium")
@click.argument("blueprint", shell_complete=completion.or_path(completion.one_of(completion.toml_files)))
@click.argument("slot")
def command(*, blueprint: str, slot: str) -> None:
    """Replace the items of one slot of a blueprint, and of no other.

    SLOT is the slot's id; 'quizgen blueprint check' lists all. The file gets a line 'redraw = 1', or the next number,
    and where the slot has no id of its own a line with that, so that the slot keeps it whatever else changes; comments
    stay as they are. With the same seed all other slots keep their items. What the slot pins stays, too. It avoids what
    it had before; where nothing else fits, 'quizgen exam' names the items that are still there.
    """
    from quizgen.blueprint.reader import parse
    from quizgen.blueprint.redrawing import redrawn
    from quizgen.cli.networks import looking

    path = blueprints.found(blueprint)
    _require_own(path, blueprint)
    text = files.text(path)
    exam = parse(text, str(path), path.parent, look=looking(path.parent, run=False))
    chosen = next((one for one in exam.slots if one.id == slot), None)
    if chosen is None:
        every = [one.id for one in exam.slots]
        told = advice(slot, every, f"'quizgen blueprint check {blueprint}' lists all")
        raise UsageError(f"{path} has no slot '{slot}'; {told}")
    changed = redrawn(text, chosen)
    write_all([Target(path, [_as_it_was(path, changed)])])
    pinned = f" What it pins, {len(chosen.pin)} of its items, stays." if chosen.pin else ""
    click.echo(f"{path}: the slot '{slot}' has redraw = {chosen.redraw + 1}.{pinned}")
    click.echo(f"Next:\n  quizgen exam {blueprint} --seed SEED      # with the seed on the key of the exam before")


def _require_own(path: Path, name: str) -> None:
    """Raises UsageError for a blueprint that comes with quizgen."""
    if path.resolve().is_relative_to(resources.banks().resolve()):
        raise UsageError(f"'{name}' comes with quizgen and stays as it is; copy {path} and give the copy's path")


def _as_it_was(path: Path, text: str) -> bytes:
    """The text with the mark at its beginning and the ends of lines that the file has."""
    before = path.read_bytes()
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    ends = text.replace("\n", "\r\n") if b"\r\n" in before else text
    return mark + ends.encode()
