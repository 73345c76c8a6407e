"""``quizgen check`` prints a table, and the smallest counterexample where something is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import replace

import pytest
from click.testing import CliRunner

from quizgen import catalog
from quizgen.asking.computed import Computed
from quizgen.cli import learned, main
from quizgen.cli.check import command
from quizgen.cli.hands import Hands
from quizgen.model import LEVELS, Values
from quizgen.space import Params


def test_a_family_that_agrees_gets_a_line_for_each_level() -> None:
    result = CliRunner().invoke(command, ["conv-output-size", "-n", "5"])
    assert result.exit_code == 0, result.output
    header, *lines = result.output.splitlines()
    assert header.split()[:5] == ["family", "level", "points", "items", "seconds"]
    assert [line.split()[1] for line in lines] == ["easy", "medium", "hard"]
    assert all(line.endswith("%") for line in lines)


def test_a_fault_is_told_with_the_smallest_counterexample(monkeypatch: pytest.MonkeyPatch) -> None:
    (family,) = catalog.select(["conv-output-size"])
    assert isinstance(family, Computed)
    smallest = min(family.levels["easy"], key=lambda point: sum(point.values.values()))

    def measure(params: Params) -> Values:
        return (family.key(params)[0] + 1,)

    broken = replace(family, measure=measure)
    monkeypatch.setattr(catalog, "select", lambda _: (broken,))
    result = CliRunner().invoke(command, ["--all"])
    assert result.exit_code == 1
    assert "FAILED" in result.output
    told = next(line for line in result.output.splitlines() if line.startswith("conv-output-size (easy) at"))
    assert sum(int(number) for number in re.findall(r"=(\d+)", told)) <= sum(smallest.values.values())
    assert "torch" in told


def test_all_begins_with_the_levels_that_hold_most() -> None:
    result = CliRunner().invoke(command, ["exam-technique-concepts", "activations-concepts", "--all", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    points = [int(found[1]) for line in result.output.splitlines() if (found := re.search(r" all (\d+) ", line))]
    assert len(points) == 6
    assert points == sorted(points, reverse=True)
    assert points[0] > points[-1]


class Everybody:
    """Takes work and does it at once, and notes for which tasks."""

    width = 2
    inherits = False

    def __init__(self) -> None:
        self.taken: list[int] = []

    def submit(self, work: Callable[[int], int], task: int) -> Future[int]:
        self.taken.append(task)
        done: Future[int] = Future()
        done.set_result(work(task))
        return done


def test_nobody_waits_for_the_next_task_while_another_works_on_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    crew = Everybody()
    monkeypatch.setattr(Hands, "crew", lambda *_, **__: nullcontext(crew))
    results = Hands(2, None).spread(abs, range(-20, 0))
    assert next(results) == 20
    assert crew.taken == [*range(-20, 0)]
    assert [*results] == [*range(19, 0, -1)]


def test_several_files_of_authored_items_get_a_line_for_all_of_them_together() -> None:
    one, other = [source.id for source in catalog.sources() if source.authored and "choice" in source.kinds][:2]
    result = CliRunner().invoke(command, [one, other])
    lines = result.output.splitlines()
    assert len([line for line in lines if line.startswith((one, other))]) >= 6
    assert any(line.startswith("authored items together") for line in lines)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("conv-output-sise", "conv-output-size"), ("dilatoin", "dilation"), ("moodl", "moodle"), ("markdwon", "markdown")],
)
def test_an_unknown_name_is_told_with_the_family_topic_or_format_like_it(name: str, meant: str) -> None:
    result = CliRunner().invoke(main, ["check", name, "-n", "5"])
    assert result.exit_code == 2
    (line,) = result.output.splitlines()
    assert line.startswith(f"Error: there is no family, topic, file or format '{name}'; did you mean '{meant}'")


@pytest.mark.slow
def test_what_trees_find_is_a_line_for_each_level_and_too_much_is_a_sentence() -> None:
    result = CliRunner().invoke(command, ["--learned", "conv-output-size", "--jobs", "1"])
    header, *lines = result.stdout.splitlines()
    assert header.split() == ["family", "level", "items", "keys", "seconds", "found", "limit"]
    assert [line.split()[:2] for line in lines[:3]] == [["conv-output-size", level] for level in LEVELS]
    assert all(900 < int(line.split()[2]) <= 1000 for line in lines[:3])
    shares = [tuple(float(share.rstrip("%")) for share in line.split()[-2:]) for line in lines[:3]]
    assert lines[3].startswith("3 levels, ")
    above = [found for found, limit in shares if found > limit]
    assert len(result.stderr.splitlines()) == len(above)
    assert result.exit_code == int(bool(above))


def test_without_scikit_learn_trees_are_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "find_spec", lambda _: None)
    result = CliRunner().invoke(main, ["check", "--learned"])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Error: --learned needs scikit-learn, which is not installed: run 'pip install scikit-learn'"
    ]


@pytest.mark.parametrize("others", [["--all"], ["-n", "5"], ["markdown"]])
def test_trees_take_levels_and_always_as_many_items(others: list[str]) -> None:
    result = CliRunner().invoke(main, ["check", "--learned", *others])
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1


def test_the_check_imports_scikit_learn_only_when_it_is_asked() -> None:
    code = "import sys, quizgen.cli.check, quizgen.cli.learned; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
