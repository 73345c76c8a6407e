"""What ``quizgen check`` is to check: sources and formats by name, or what a plug-in in this folder declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from quizgen.cli.errors import remark
from quizgen.text.counted import many

if TYPE_CHECKING:
    from quizgen import catalog
    from quizgen.asking.source import Source

NEARLY = 0.8
"""How much alike a new topic is to one of quizgen's where it is taken for a slip."""


class Subjects(Struct, frozen=True):
    """Names of sources, as ``catalog.select`` takes them, and names of formats."""

    names: tuple[str, ...]
    formats: tuple[str, ...]


def subjects(names: tuple[str, ...]) -> Subjects:
    """What names stand for; without any, the plug-ins in this folder, or everything where there is none.

    Raises UsageError for an unknown name and for a plug-in in this folder that is not installed, QuizgenError for one
    that cannot be used.
    """
    from quizgen import catalog

    projects = catalog.projects(Path())
    if names:
        return _joined(_named(name, projects) for name in names)
    if not projects:
        return Subjects(("all",), ())
    found = _joined(map(_declared, projects))
    places = ", ".join(project.name for project in projects)
    remark(f"Checking what is declared by {places}; 'quizgen check all' checks everything.")
    return found


def _named(name: str, projects: Iterable[catalog.Project]) -> Subjects:
    from quizgen import catalog

    if name == catalog.ALL or catalog.named(name):
        return Subjects((name,), ())
    if name in catalog.formats():
        return Subjects((), (name,))
    project = catalog.declaring(name, projects)
    if project:
        return _declared(project)
    if not catalog.Names().is_path(name):
        raise catalog.unknown(name, catalog.formats())
    return Subjects((name,), ())


def _declared(project: catalog.Project) -> Subjects:
    return Subjects(tuple(source.id for source in project.sources()), tuple(fmt.name for fmt in project.formats()))


def _joined(found: Iterable[Subjects]) -> Subjects:
    every = tuple(found)
    return Subjects(
        tuple(name for one in every for name in one.names), tuple(name for one in every for name in one.formats)
    )


def strange_topics(sources: Iterable[Source]) -> Iterator[str]:
    """A sentence for each source of somebody's own whose topic is nearly one of quizgen's, and so may be a slip."""
    from difflib import get_close_matches

    from quizgen.asking.source import TOPICS

    for source in sources:
        near = [] if source.topic in TOPICS else get_close_matches(source.topic, TOPICS, 1, NEARLY)
        if near:
            yield f"'{source.topic}', the topic of {source.id}, is a new one; did you mean '{near[0]}'?"


def format_faults(names: Iterable[str]) -> bool:
    """Prints a line for each format, and on standard error what is wrong with it; whether anything is."""
    from quizgen import catalog
    from quizgen.audit.formats import check_format

    faulty = False
    for name in dict.fromkeys(names):
        fmt = catalog.formats()[name]
        faults = list(check_format(fmt))
        verdict = f"FAILED ({many(len(faults), 'fault')})" if faults else f"writes {', '.join(sorted(fmt.kinds))}"
        click.echo(f"format {name}: {verdict}")
        for fault in faults[:1]:
            click.echo(f"{fault} ({len(faults)} in all)", err=True)
        faulty |= bool(faults)
    return faulty
