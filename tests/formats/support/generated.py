"""The items of a real run of ``quizgen generate``, beside the file that it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from three_hundred import three_hundred

from quizgen.model import Item


def generated(path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """Writes three hundred items of all families in the format of that name; gives them in their order."""
    content, found = three_hundred(name, path.parent, monkeypatch)
    path.write_bytes(content)
    assert len(found) == 300
    return found
