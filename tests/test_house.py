"""The contributor's guide has each room of the house once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## The house")[2].partition("\n## ")[0]
ROOMS = [
    room for row in re.findall(r"^\| (`[^|]+`) \|", HOUSE, re.MULTILINE) for room in re.findall(r"`([^`]+)/`", row)
]


def test_every_room_stands_in_the_guide_once() -> None:
    assert [room for room, times in Counter(ROOMS).items() if times > 1] == []
    there = {init.parent.name for init in (ROOT / "quizgen").glob("*/__init__.py")}
    assert there - {room.partition("/")[0] for room in ROOMS} == set()


def test_the_guide_has_no_room_that_is_gone() -> None:
    places = [f"{base}{room.replace('<topic>', '*')}" for room in ROOMS for base in ("quizgen/", "")]
    found = {place.removeprefix("quizgen/") for place in places if any(ROOT.glob(place))}
    assert found == {room.replace("<topic>", "*") for room in ROOMS}
