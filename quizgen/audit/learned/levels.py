"""Trees try every level of the families that ship with quizgen, on all processors."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context

from quizgen import catalog
from quizgen.audit.learned.verdict import Finding, tried
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


def _tried(task: tuple[str, Level]) -> Finding | None:
    name, level = task
    (family,) = (one for one in catalog.named(name) if one.id == name)
    return tried(family, level)
