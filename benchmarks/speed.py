"""Items per CPU second when all is loaded, with and without verification."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from msgspec.structs import replace

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.asking.verify import verified
from quizgen.cli.beginning import prepared
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form, Item, Question

ITEMS = 60
MIX, PLAIN = "**even mix**", "one layer, no figures"
ONE_LAYER = ("conv-output-size", "pool-output-size", "conv-parameters", "conv-macs", "conv-flops")
WANTED = {MIX: 4_000, PLAIN: 8_000}
"""Verified items a CPU second."""
Draw = Callable[[Source, str], list[Item]]


@dataclass(frozen=True, slots=True)
class Speeds:
    """Median seconds an item of each family, verified and not."""

    checked: Mapping[str, float]
    unchecked: Mapping[str, float]


def questions(source: Source, seed: str) -> Iterator[Question]:
    """An even mix of the family's levels, each in its default kind."""
    streams = [source.draw(level, source.usual(level), seed) for level in LEVELS]
    for stream in streams:
        yield from islice(stream, ITEMS // len(streams))


def with_check(source: Source, seed: str) -> list[Item]:
    """Items as people get them."""
    return [verified(question) for question in questions(source, seed)]


def without_check(source: Source, seed: str) -> list[Item]:
    """The same items, no witness heard."""
    return [verified(replace(question, witnesses=())) for question in questions(source, seed)]


def seconds(draw: Draw, source: Source, seed: str) -> tuple[float, int]:
    """CPU seconds and items for one round of one family, rendered to Moodle XML."""
    moodle = catalog.formats()["moodle"]
    start = time.process_time()
    items = draw(source, seed)
    for file in moodle.write([Form("bench", seed, tuple(items))], Options("bench")):
        for _ in file.chunks:
            pass
    return time.process_time() - start, len(items)


def _measured(draw: Draw, sources: Sequence[Source], rounds: int) -> dict[str, float]:
    """Median seconds an item of each family; the families take turns, and the first round does not count."""
    found: dict[str, list[float]] = {source.id: [] for source in sources}
    for number in range(rounds + 1):
        for source in sources:
            spent, items = seconds(draw, source, f"bench-{number}")
            if number:
                found[source.id].append(spent / items)
    return {name: median(values) for name, values in found.items()}


def measured(rounds: int) -> Speeds:
    """The speeds of every family, in a process that is begun as a command's."""
    prepared()
    sources = catalog.families()
    return Speeds(_measured(with_check, sources, rounds), _measured(without_check, sources, rounds))


def groups() -> dict[str, list[str]]:
    """The ids of families by topic, then those of one layer without figures, and then all of them."""
    sources = catalog.families()
    topics = {topic: [one.id for one in sources if one.topic == topic] for topic in catalog.topics()}
    return {topic: ids for topic, ids in topics.items() if ids} | {
        PLAIN: list(ONE_LAYER),
        MIX: [source.id for source in sources],
    }


def table(speeds: Speeds) -> Iterator[str]:
    """The lines of a Markdown table, and the slowest families."""
    yield "| items a CPU s, Moodle | families | verified | wanted | not verified |"
    yield "|---|---:|---:|---:|---:|"
    for group, names in groups().items():
        fast, plain = (len(names) / sum(times[name] for name in names) for times in (speeds.checked, speeds.unchecked))
        wanted = f"{WANTED[group]:,}" if group in WANTED else ""
        yield f"| {group} | {len(names)} | {fast:,.0f} | {wanted} | {plain:,.0f} |"
    slowest = sorted(speeds.checked, key=lambda name: -speeds.checked[name])[:5]
    yield ""
    yield f"Slowest: {', '.join(f'`{name}` {1 / speeds.checked[name]:,.0f}' for name in slowest)}."
