"""The blueprint of an exam: a file, one that comes with quizgen, or one that is made for a network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from quizgen.cli import blueprints
from quizgen.errors import UsageError
from quizgen.model import LEVELS, Level
from quizgen.reading import files

if TYPE_CHECKING:
    from quizgen.blueprint.slots import Blueprint
    from quizgen.catalog.networks import Look
    from quizgen.of_network import Family

Cell: TypeAlias = tuple[str, Level]
TRIED = ("one", "two", "three", "four", "five", "six")
"""Seeds of forms that are tried before a blueprint is offered."""
MOST = 10
"""Questions about a network, where no blueprint says how many."""
NEEDED = "Missing argument 'BLUEPRINT', or --network NET; final, midterm and quiz come with quizgen."


class Asked(Struct, frozen=True):
    """The text of a blueprint, where it stands, what the exam is called, and who finds networks that it names."""

    text: str
    where: str
    name: str
    folder: Path
    look: Look


def asked(blueprint: str | None, network: str | None, size: str | None, *, run: bool) -> Asked:
    """The blueprint that is named, or one for a network.

    A network that is named besides stands in place of that of all slots which name one. Raises UsageError where neither
    is named, and for an input's size without its network.
    """
    from quizgen.cli.networks import looking

    if network is None and size is not None:
        raise UsageError("--input belongs to a network: add --network NET")
    if blueprint is None and network is None:
        raise UsageError(NEEDED)
    if blueprint is None:
        look = looking(Path(), run=run)
        text = made(str(network), size, look)
        return Asked(text, "the blueprint for --network", "network", Path(), look)
    path = blueprints.found(blueprint)
    look = looking(path.parent, run=run)
    text = files.text(path)
    if network is None:
        return Asked(text, str(path), path.stem, path.parent, look)
    other = looking(Path(), run=run)(network, size)
    return Asked(text, str(path), path.stem, path.parent, lambda *_: other)


def require_network(exam: Blueprint, where: str, network: str | None, *, run: bool) -> None:
    """Raises UsageError for a network, or the leave to run one, of which no slot of an exam makes use."""
    if network is not None and not exam.networks:
        raise UsageError(f'no slot of {where} is about a network; write network = "..." in those that shall be')
    if run and not exam.networks:
        raise UsageError(f"--run belongs to a network, and no slot of {where} is about one: leave it out")


def made(network: str, size: str | None, look: Look) -> str:
    """A blueprint with a question of each kind and level that the network gives, at most ten.

    Forms are tried: what finds no question in one that gives no other one's answer away is left out.
    """
    from quizgen.catalog.networks import of_text

    families = of_text(look(network, size))
    title = families[0].title.rpartition(":")[0]
    head = [f"title = {json.dumps(f'Questions about {title}')}", "repeat = true"]
    about = [f"network = {json.dumps(network)}", *([f"input = {json.dumps(size)}"] if size else [])]

    def text(cells: Sequence[Cell]) -> str:
        slots = ("\n".join(["[[slots]]", *about, f'family = "{one}"', f'level = "{level}"']) for one, level in cells)
        return "\n\n".join(["\n".join(head), *slots]) + "\n"

    kept: list[Cell] = []
    for cell in _cells(families):
        if len(kept) < MOST and _holds(text([*kept, cell]), look):
            kept.append(cell)
    return text(sorted(kept, key=lambda cell: LEVELS.index(cell[1])))


def _cells(families: Sequence[Family]) -> list[Cell]:
    """Each family at each of its levels: first all families at their first one."""
    each = [[(family.id, level) for level in LEVELS if len(family.levels[level])] for family in families]
    return [cell for turn in zip_longest(*each) for cell in turn if cell is not None]


def _holds(text: str, look: Look) -> bool:
    """Whether forms of a few seeds find a question for every slot."""
    from quizgen.blueprint.forms import drafts
    from quizgen.blueprint.reader import parse

    exam = parse(text, "", look=look)
    try:
        for seed in TRIED:
            for _ in drafts(exam, 2, seed, repeat=True):
                pass
    except UsageError:
        return False
    return True
