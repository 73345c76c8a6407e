"""``python -m quizgen.audit.learned``: trees try every level; ``banks/LEARNED.md`` is written and the README quotes it.

All processors work. The exit status is 1 if a limit is exceeded, which is said, too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context

from quizgen import catalog, resources
from quizgen.audit.learned.page import PAGE, page, quoting
from quizgen.audit.learned.verdict import Finding, faults, tried
from quizgen.model import LEVELS, Level


def found() -> list[Finding]:
    """The findings in all levels of the families that ship with quizgen; each is printed as soon as it is there."""
    tasks = list(product([family.id for family in catalog.shipped_families()], LEVELS))
    findings: list[Finding] = []
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for (name, level), finding in zip(tasks, pool.map(_tried, tasks), strict=True):
            print(f"{name} {level}: {f'{float(finding.share):.1%}' if finding else 'no choice'}", flush=True)  # noqa: T201 - a maker's tool
            findings += [finding] if finding else []
    return findings


def write(findings: Sequence[Finding]) -> None:
    """Writes the page into the bank and its sentences into the README of the same checkout."""
    readme = resources.banks().parent / "README.md"
    words = quoting(readme.read_text(encoding="utf-8"), findings)
    (resources.banks() / PAGE).write_text(page(findings), encoding="utf-8", newline="\n")
    readme.write_text(words, encoding="utf-8", newline="\n")


def _tried(task: tuple[str, Level]) -> Finding | None:
    name, level = task
    (family,) = (one for one in catalog.named(name) if one.id == name)
    return tried(family, level)


def main() -> int:
    """Tries everything and writes what was found."""
    findings = found()
    write(findings)
    sentences = list(faults(findings))
    for sentence in sentences:
        print(sentence, file=sys.stderr)  # noqa: T201 - a maker's tool
    return int(bool(sentences))


if __name__ == "__main__":
    sys.exit(main())
