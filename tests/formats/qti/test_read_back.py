"""Whatever a package holds is found again by a reader that is not ours, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from everything import ALL, sample
from qti_answers import act, attempts
from qti_compared import CONVERTER, compare, compare_key, upgraded
from qti_package import VERSIONS, files, items, of, package
from qti_player import MISSING, Player, player
from three_hundred import three_hundred

from quizgen.model import Form

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
    pytest.mark.skipif(bool(CONVERTER), reason=CONVERTER),
]
READ, SOME = (1 if ALL else 3), 10
"""Of three hundred items one of so many is read, and of these one of so many answered, too: that takes longer."""


@pytest.fixture(scope="module")
def read() -> Iterator[Player]:
    with player() as found:
        yield found


@pytest.mark.parametrize("version", VERSIONS)
def test_stem_options_key_points_feedback_and_figures_of_every_item(read: Player, form: Form, version: str) -> None:
    """QTI 2.1 is first made QTI 3 by another program; in QTI 3 each item is answered, and rightly."""
    whole = sample(form, VERSIONS.index(version))
    packed = package(version, whole)
    found = files(packed) if version == "qti30" else upgraded(packed)
    read.files = found
    for item in whole.items:
        read.load(of(item, found).decode())
        compare(read, item)
        if version == "qti30":
            act(read, item.question, next(attempts(item.question)))
        ended = read.end()
        compare_key(ended, item)
        if version == "qti30":
            assert ended.outcomes["SCORE"] == ended.outcomes["MAXSCORE"], item.id
    assert read.faults == []


@pytest.mark.parametrize("version", VERSIONS if ALL else VERSIONS[-1:])
def test_three_hundred_items_of_the_command_line(
    read: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    packed, drawn = three_hundred(version, tmp_path, monkeypatch)
    found = files(packed) if version == "qti30" else upgraded(packed)
    assert len(items(found)) == len(drawn) == 300
    read.files = found
    for number, item in enumerate(drawn[::READ]):
        read.load(of(item, found).decode())
        compare(read, item)
        answered = number % SOME == 0
        if answered:
            act(read, item.question, next(attempts(item.question)))
        ended = read.end()
        compare_key(ended, item)
        assert not answered or ended.outcomes["SCORE"] == ended.outcomes["MAXSCORE"], item.id
    assert read.faults == []
