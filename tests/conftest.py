"""Every family and level, as parameters for the contract tests."""

from __future__ import annotations

import pytest


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``source`` stands for every family, ``source`` and ``level`` for every level of each."""
    names = set(metafunc.fixturenames)
    given = {name for mark in metafunc.definition.iter_markers("parametrize") for name in str(mark.args[0]).split(",")}
    if "source" not in names or "source" in {name.strip(" ()'\"") for name in given}:
        return
    from quizgen import catalog
    from quizgen.model import LEVELS

    if "level" in names:
        every = [(source, level) for source in catalog.families() for level in LEVELS]
        metafunc.parametrize(("source", "level"), every, ids=[f"{source.id}-{level}" for source, level in every])
    else:
        metafunc.parametrize("source", catalog.families(), ids=lambda source: source.id)
