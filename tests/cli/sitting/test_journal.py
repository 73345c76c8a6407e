from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from quizgen.cli.sitting import journal
from quizgen.cli.sitting.journal import Kept
from quizgen.errors import QuizgenError
from quizgen.study.sitting.events import SCHEMA, Begun, Flagged, Handed, Happened, Turned, Wrote
from quizgen.study.sitting.state import State

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
BEGUN = Begun(at=START, schema=SCHEMA, version="0", sitting="ab", digest="00", minutes=45)
EVENTS: tuple[Happened, ...] = (
    Turned(at=START, place=0),
    Wrote(at=START, column="1", text="C"),
    Flagged(at=START, place=0, on=True),
    Turned(at=START, place=1),
    Wrote(at=START, column="2", text="3 × 8 × 8"),
)


def written(*events: Happened) -> bytes:
    kept = Kept("default", "key")
    for event in events:
        kept.add(event)
    kept.close()
    return journal.path("default", "key").read_bytes()


def standing(profile: str = "default", key: str = "key") -> State | None:
    """Where another process finds somebody."""
    with Kept(profile, key) as kept:
        return kept.state()


def test_what_was_added_is_there_for_another_process() -> None:
    written(BEGUN, *EVENTS)
    state = standing()
    assert state
    assert state.begun == BEGUN
    assert state.texts == {"1": "C", "2": "3 × 8 × 8"}
    assert (state.place, state.flagged) == (1, {0})


def test_wherever_a_process_is_killed_all_whole_lines_are_there_and_more_can_be_added() -> None:
    content = written(BEGUN, *EVENTS)
    path = journal.path("default", "key")
    ends = [place + 1 for place, byte in enumerate(content) if byte == ord("\n")]
    for end in range(ends[0], len(content) + 1):
        path.write_bytes(content[:end])
        kept = Kept("default", "key")
        state = kept.state()
        whole = sum(one <= end for one in ends) - 1
        assert state
        assert list(state.texts) == ["1", "2"][: sum(isinstance(one, Wrote) for one in EVENTS[:whole])]
        kept.add(Wrote(at=START, column="3", text="D"))
        kept.close()
        again = standing()
        assert again
        assert again.texts == {**state.texts, "3": "D"}


def test_before_its_first_line_is_whole_nothing_was_begun() -> None:
    content = written(BEGUN)
    path = journal.path("default", "key")
    for end in range(len(content)):
        path.write_bytes(content[:end])
        kept = Kept("default", "key")
        assert kept.state() is None
        kept.close()


def test_nothing_is_made_where_nothing_was_begun() -> None:
    assert standing() is None
    assert not journal.path("default", "key").parent.exists()


def test_exams_and_profiles_have_files_of_their_own() -> None:
    written(BEGUN)
    assert standing(key="other") is None
    assert standing("anna") is None


def test_what_is_over_is_removed() -> None:
    kept = Kept("default", "key")
    kept.add(BEGUN)
    kept.add(Handed(at=START))
    kept.forget()
    assert standing() is None


def test_anew_gives_up_what_was_begun() -> None:
    written(BEGUN, *EVENTS)
    with Kept("default", "key") as kept:
        kept.anew()
        assert kept.state() is None


def test_an_exam_is_sat_in_one_terminal_at_a_time() -> None:
    first = Kept("default", "key")
    first.add(BEGUN)
    with pytest.raises(QuizgenError, match="in another terminal"):
        standing()
    first.close()
    assert standing()


def test_who_opens_what_the_other_removes_at_its_end_begins_a_file_of_his_own(monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    first, lock = Kept("default", "key"), fcntl.flock
    ended: list[bool] = []
    first.add(BEGUN)

    def locked(file: Any, how: int) -> None:
        if not ended:
            ended.append(True)
            first.forget()
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", locked)
    with Kept("default", "key") as second:
        second.add(BEGUN)
        second.add(EVENTS[1])
    state = standing()
    assert ended
    assert state
    assert state.texts == {"1": "C"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"something else\n", "line 1 tells nothing"),
        (b'{"do":"hand-in","at":"2026-12-01T09:00:00Z"}\n', "does not say what was begun"),
        (b'{"do":"sing","at":"2026-12-01T09:00:00Z"}\n', "line 1 tells nothing"),
    ],
)
def test_a_file_that_is_none_is_left_alone(content: bytes, said: str) -> None:
    written(BEGUN)
    path = journal.path("default", "key")
    path.write_bytes(content)
    with pytest.raises(QuizgenError, match=said):
        standing()
    assert path.read_bytes() == content


def test_a_newer_file_is_left_alone() -> None:
    content = written(BEGUN).replace(b'"schema":1', b'"schema":9')
    journal.path("default", "key").write_bytes(content)
    with pytest.raises(QuizgenError, match="a newer quizgen wrote it"):
        standing()


def test_only_the_learner_reads_it() -> None:
    written(BEGUN)
    path = journal.path("default", "key")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
