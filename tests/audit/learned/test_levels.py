"""Trees try levels in processes of their own."""

from __future__ import annotations

import pytest

from quizgen import catalog
from quizgen.audit.learned import levels


@pytest.mark.slow
def test_the_levels_of_a_family_are_tried_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    (family,) = (one for one in catalog.shipped_families() if one.id == "conv-output-size")
    monkeypatch.setattr(catalog, "shipped_families", lambda: [family])
    assert [(one.family, one.level) for one in levels.found()] == [
        (family.id, "easy"),
        (family.id, "medium"),
        (family.id, "hard"),
    ]
