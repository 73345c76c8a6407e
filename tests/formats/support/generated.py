"""The items of a real run of ``quizgen generate``, beside the file that it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.asking.verify import verified
from quizgen.cli import main
from quizgen.jobs import recipe
from quizgen.model import Item, Question


def generated(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """Writes three hundred items of all families in the format of the file's end; gives them in their order."""
    found: list[Item] = []

    def kept(question: Question) -> Item:
        found.append(verified(question))
        return found[-1]

    monkeypatch.setattr(recipe, "verified", kept)
    wanted = ("generate", "all", "-n", "300", "--seed", "3", "--jobs", "1", "-o", str(path))
    result = CliRunner().invoke(main, wanted, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    assert len(found) == 300
    return found
