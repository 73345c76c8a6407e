"""Pages of practice, each of which has no faults to tell and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import OWN, listened
from practice_page import Learner

from quizgen.model import Form

Practise = Callable[..., Learner]


@pytest.fixture
def practise(browser: Any, tmp_path: Path) -> Iterator[Practise]:
    """Opens a form as a page, on a telephone unless told otherwise."""
    heard: list[list[str]] = []
    contexts: list[Any] = []

    def begun(form: Form, scheme: str = "light", *, bypass: bool = False, **wishes: Any) -> Learner:
        size = {"width": 320, "height": 640}
        context = browser.new_context(viewport=size, color_scheme=scheme, accept_downloads=True, bypass_csp=bypass)
        contexts.append(context)
        page = context.new_page()
        path = tmp_path / "page.html"
        heard.append(listened(page, OWN))
        return Learner(page, path, form, **wishes)

    yield begun
    for context in contexts:
        context.close()
    assert [fault for faults in heard for fault in faults] == []
