"""Items per CPU second, with and without verification, and start-up times."""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from statistics import median

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.asking.verify import verified
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form, Item, Question

ROUNDS = 7
ITEMS = 60
Draw = Callable[[Source, str], list[Item]]


def questions(source: Source, seed: str) -> Iterator[Question]:
    """An even mix of the family's levels, in its default kind."""
    streams = [source.draw(level, source.kinds[0], seed) for level in LEVELS]
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


def measured(draw: Draw, sources: tuple[Source, ...]) -> dict[str, float]:
    """Median seconds an item of each family; the families take turns."""
    for source in sources:
        for level in LEVELS:
            source.count(level, source.kinds[0])
    rounds: dict[str, list[float]] = {source.id: [] for source in sources}
    for number in range(ROUNDS + 1):
        for source in sources:
            spent, items = seconds(draw, source, f"bench-{number}")
            if number:
                rounds[source.id].append(spent / items)
    return {name: median(values) for name, values in rounds.items()}


def start_up(*arguments: str) -> float:
    """Median wall seconds of a new process."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "quizgen", *arguments], check=True, capture_output=True)  # noqa: S603 - ourselves
        times.append(time.perf_counter() - start)
    return median(times)


def processor() -> str:
    """The processor's name as the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:  # noqa: PTH123 - not a path of ours
            return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main() -> None:
    """Prints the table as Markdown."""
    sources = catalog.families()
    checked, unchecked = measured(with_check, sources), measured(without_check, sources)
    print(f"Items per CPU second on {processor()}, Python {platform.python_version()}\n")
    print("| topic | families | verified | not verified |\n|---|---:|---:|---:|")
    topics = {topic: [s.id for s in sources if s.topic == topic] for topic in dict.fromkeys(s.topic for s in sources)}
    for topic, names in (topics | {"**even mix**": [source.id for source in sources]}).items():
        fast, plain = (len(names) / sum(times[name] for name in names) for times in (checked, unchecked))
        print(f"| {topic} | {len(names)} | {fast:,.0f} | {plain:,.0f} |")
    slowest = sorted(checked, key=lambda name: -checked[name])[:5]
    print(f"\nSlowest: {', '.join(f'{name} {1 / checked[name]:,.0f}' for name in slowest)}\n")
    print("| start-up | seconds |\n|---|---:|")
    for arguments in (["--help"], ["families"], ["generate", "all", "-n", "1", "--format", "json", "-o", "-"]):
        print(f"| `quizgen {' '.join(arguments)}` | {start_up(*arguments):.2f} |")


if __name__ == "__main__":
    main()
