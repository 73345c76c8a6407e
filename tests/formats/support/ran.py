"""What ``quizgen generate all -n 300`` writes in a format, and the items that are in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from click.testing import CliRunner

from quizgen import catalog
from quizgen.blueprint.drawing import asked_here
from quizgen.blueprint.spread import Wish, cells, chosen
from quizgen.cli import main
from quizgen.formats.protocol import Format, Options
from quizgen.jobs.recipe import Recipe
from quizgen.model import LEVELS, Evidence, Form, Item

NUMBER, SEED = 300, "3"


def ran(fmt: Format, folder: Path) -> Form:
    """The form that a run writes: with these items the format gives, byte for byte, what the command wrote there."""
    asked = ["generate", "all", "-n", str(NUMBER), "--seed", SEED, "--format", fmt.name, "-o", f"{folder}/"]
    run = CliRunner().invoke(main, asked)
    assert run.exit_code == 0, run.output
    form = Form("Exercises on convolutional networks", SEED, tuple(_drawn(fmt)), asked="all")
    assert len(form.items) == NUMBER
    written = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    again = {file.name: b"".join(file.chunks) for file in fmt.write([form], Options("items", alone=True))}
    assert {name: written.get(name) for name in again} == again
    return form


def _drawn(fmt: Format) -> Iterator[Item]:
    """The items as they are drawn, not verified anew."""
    sources = [source for source in catalog.sources() if set(source.kinds) & fmt.kinds]
    wish = Wish(cells(sources, LEVELS, (), fmt.kinds), NUMBER, SEED, frozenset(["all"]))
    refusal = Recipe((fmt.name,), Options("items")).refusal
    return (Item(one, Evidence("2.13.0", ())) for one in islice(chosen(wish, asked_here(SEED, refusal)), NUMBER))
