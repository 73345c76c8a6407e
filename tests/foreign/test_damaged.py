"""No bytes make a reader fail: what is wrong is said in sentences, on lines that are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from damaged import damaged, rearranged

from quizgen.errors import UsageError
from quizgen.foreign.passages import every
from quizgen.foreign.reader import decoded

GOLDEN = Path(__file__).parents[1] / "formats/golden"
NAMES = ("moodle.xml", "canvas.xml", "exam.json", "exam.jsonl", "exam.gift", "exam.aiken.txt")


def check(content: bytes, name: str) -> bool:
    """Whether there is a question in it."""
    lines = content.count(b"\n") + content.count(b"\r") + 1
    refused = ""
    try:
        found = decoded(content, name)
    except UsageError as error:
        refused = str(error)
    assert len(refused) <= 300
    if refused:
        return False
    assert all(one.line >= 1 and len(one.words) <= 300 for one in found.remarks)
    assert all(one.line <= lines for one in found.remarks if not one.within)
    assert all(1 <= text.line <= lines for one in found.questions if "member" not in one.own for text in every(one))
    return bool(found.questions)


@pytest.mark.parametrize("name", NAMES)
def test_damaged_files_are_read_as_far_as_they_go(name: str) -> None:
    content = (GOLDEN / name).read_bytes()
    assert check(content, name)
    read = [check(one, name) for one in damaged(content, 42, name)]
    assert 0 < sum(read) <= len(read)


@pytest.mark.parametrize("name", ["moodle.xml", "canvas.xml"])
def test_well_formed_files_with_parts_missing_or_elsewhere_are_read(name: str) -> None:
    read = [check(one, name) for one in rearranged((GOLDEN / name).read_bytes(), 21, name)]
    assert sum(read) > len(read) // 2


def test_items_of_a_package_with_parts_missing_or_elsewhere_are_read(members: dict[str, bytes]) -> None:
    for name, content in members.items():
        assert all(check(one, name) is not None for one in rearranged(content, 20, name))


def test_damaged_packages_are_refused_or_read(package: bytes) -> None:
    assert check(package, "p.zip")
    assert any(check(one, "p.zip") for one in damaged(package, 42, "package"))
