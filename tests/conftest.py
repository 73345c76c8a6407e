"""Every family and level, as parameters for the contract tests; a cache and a learner's log that are not the user's."""

from __future__ import annotations

import gc
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import opened
from together import together

NOT_JUDGED = "NOT JUDGED"
"""How the reason of a test begins that lacks the program which would judge: the end of a run says so in capitals."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says aloud what nobody judged, and what was measured: the properties ``figures`` of tests."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figures" and report.when == "call":
                terminalreporter.write_line(f"measured: {value}")
    for report in terminalreporter.getreports("skipped"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else ""
        if NOT_JUDGED in reason:
            terminalreporter.write_line(f"{report.nodeid}: {reason}", red=True, bold=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With ``--dist loadgroup`` tests that share something are in one process; groups with most tests begin."""
    for item in items:
        if (shared := together(item)) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(shared))


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests count and what they have remembered is kept in folders of theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("QUIZGEN_DATA", str(tmp_path_factory.mktemp("learners")))
        yield


@pytest.fixture(autouse=True)
def _nothing_of_other_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has remembered is in a folder of its own, which is made when it is needed."""
    monkeypatch.setenv("QUIZGEN_DATA", str(Path(os.environ["QUIZGEN_DATA"], secrets.token_hex(8))))
    monkeypatch.delenv("QUIZGEN_NOW", raising=False)


@pytest.fixture(autouse=True)
def _garbage_is_looked_for() -> Iterator[None]:
    """Commands that run within a test look for garbage as rarely as a process of their own may; tests are thousands."""
    usual = gc.get_threshold()
    yield
    gc.set_threshold(*usual)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium without a window; whoever asks for it is skipped without one, by ``chromium.needed``."""
    with opened() as made:
        yield made


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
