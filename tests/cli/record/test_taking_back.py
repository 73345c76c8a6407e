"""``quizgen progress undo`` and ``reset``: events that take back others, of which nothing is deleted."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pexpect
import pytest

from quizgen.cli.record import opened
from quizgen.study.log.events import Reset
from quizgen.study.log.standing import standing

OTHER = {"source": "conv-macs", "topic": "cost", "item": "conv-macs-easy-numerical-7"}


@pytest.fixture(autouse=True)
def _evening(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is the evening of the day of all answers, in Greenwich."""
    monkeypatch.setenv("QUIZGEN_NOW", "2026-12-01T22:00:00+00:00")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def answers(answer: Any) -> list[Any]:
    """Four tries at three items of two families."""
    second = answer(3, **OTHER, attempt=2, right=True, share=1.0)
    every = [answer(1), answer(2, **OTHER), second, answer(4, item="last")]
    with opened() as record:
        record.extend(every)
    return every


def counted() -> list[Any]:
    with opened() as record:
        return [one for one in standing([*record.events()]) if not isinstance(one, Reset)]


def kept() -> int:
    with opened() as record:
        return len([*record.events()])


def test_the_last_item_is_taken_back_with_all_tries_and_then_the_one_before(run: Any, answers: list[Any]) -> None:
    said = run("progress", "undo").output
    assert said == "Taken back: Parameters of a convolution (easy), wrong, 2026-12-01, 18:34.\n"
    assert counted() == answers[:3]
    said = run("progress", "undo").output
    assert said.endswith("(easy), right at the second try, 2026-12-01, 18:33.\n")
    assert counted() == answers[:1]
    assert run("progress", "undo").exit_code == 0
    assert counted() == []
    assert kept() == 8
    result = run("progress", "undo")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is nothing to take back" in result.stderr
    assert kept() == 8


def test_an_item_of_a_family_that_is_gone_is_taken_back_by_its_name(run: Any, answer: Any) -> None:
    with opened() as record:
        record.append(answer(1, source="my-own-family"))
    assert run("progress", "undo").output.startswith("Taken back: my-own-family (easy), wrong")


def test_everything_is_begun_anew_and_that_is_taken_back(run: Any, answers: list[Any]) -> None:
    result = run("progress", "reset", "--yes")
    assert result.output == "Begun anew: 4 tries count no more; 'quizgen progress undo' takes that back.\n"
    assert counted() == []
    again = run("progress", "reset", "--yes")
    assert again.exit_code == 1
    assert "there is nothing to reset" in again.stderr
    assert run("progress", "undo").output == "Taken back: the reset of 2026-12-01, 22:00; 4 tries count again.\n"
    assert counted() == answers
    assert kept() == 6


@pytest.mark.parametrize("name", ["conv-macs", "cost"])
def test_a_family_or_a_topic_is_begun_anew_alone(run: Any, answers: list[Any], name: str) -> None:
    assert run("progress", "reset", name, "--yes").output.startswith("Begun anew: 2 tries count no more;")
    assert counted() == [answers[0], answers[3]]
    run("progress", "undo")
    assert counted() == answers


def test_several_families_are_begun_anew_and_taken_back_together(run: Any, answers: list[Any]) -> None:
    run("progress", "reset", "conv-macs,conv-parameters", "--yes")
    assert counted() == []
    assert run("progress", "undo").output.endswith("4 tries count again.\n")
    assert counted() == answers


def test_a_name_that_was_never_answered_is_advised(run: Any, answers: list[Any]) -> None:
    result = run("progress", "reset", "conv-mac", "--yes")
    assert (result.exit_code, counted()) == (2, answers)
    assert "no answer of 'conv-mac' counts; did you mean 'conv-macs'?" in result.stderr


def test_nobody_is_asked_where_nobody_can_answer(run: Any, answers: list[Any]) -> None:
    result = run("progress", "reset", input="y\n")
    assert (result.exit_code, counted()) == (2, answers)
    assert "say --yes" in result.stderr


@pytest.mark.parametrize(("key", "left"), [("y", 0), ("n", 4), ("", 4)])
def test_somebody_at_a_terminal_is_asked(answers: list[Any], key: str, left: int) -> None:
    program = pexpect.spawn(sys.executable, ["-m", "quizgen", "progress", "reset"], encoding="utf-8", timeout=30)
    program.expect_exact("Shall 4 tries of all families count no more? [y/N]")
    program.sendline(key)
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == (1 if left else 0)
    assert len(counted()) == left
    assert len(answers) == 4


def test_a_reset_holds_though_the_clock_was_wrong_before(run: Any, answer: Any) -> None:
    with opened() as record:
        record.append(answer(1, time=datetime(2027, 12, 1, tzinfo=UTC)))
    run("progress", "reset", "--yes")
    assert counted() == []
    later = answer(2, time=datetime(2026, 12, 1, 22, tzinfo=UTC) + timedelta(minutes=1))
    with opened() as record:
        record.append(later)
    assert counted() == [later]
