"""What a format's target cannot show is not drawn for it, and somebody who asks for it by name is told so."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from click.testing import Result

from quizgen import catalog
from quizgen.cli import fitting
from quizgen.formats.limits import EVERY_KIND
from quizgen.formats.protocol import File, Options
from quizgen.model import KINDS, Form, Item, Kind, Question

Run = Callable[..., Result]
EVEN = "the number of characters of its id is odd"
AMC = ("--format", "amc", "-o", "x.txt")


@dataclass(frozen=True)
class Even:
    """A format that shows items of some kinds, with an even number of characters in their ids."""

    name: str = "even"
    suffix: str = ".even.xyz"
    title: str = "Even"
    kinds: frozenset[Kind] = frozenset(["choice", "numerical"])
    only: str = ""

    def refusal(self, question: Question) -> str | None:
        if self.only:
            return None if question.id == self.only else "it is another one"
        return EVEN if len(question.id) % 2 else None

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        for form in forms:
            yield from self.joined(form, (self.piece(item, options) for item in form.items), options)

    def piece(self, item: Item, options: Options) -> str:
        del options
        return json.dumps([item.id, item.kind, item.level])

    def joined(
        self, form: Form, pieces: Iterable[str], options: Options, spool: Callable[[], IO[bytes]] = BytesIO
    ) -> Iterator[File]:
        del form, spool
        yield File(options.stem + self.suffix, [f"{piece}\n".encode() for piece in pieces])


@dataclass(frozen=True)
class Early(Even):
    """One that is written before an exam is verified."""

    without_evidence: bool = True

    def piece(self, item: Item, options: Options) -> str:
        pytest.fail(f"{item.id} is refused before, not here with {options}")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    known(Even(), monkeypatch)


def known(fmt: Even, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets there be that format, too."""
    found = {**catalog.formats(), fmt.name: fmt}
    monkeypatch.setattr(catalog, "formats", lambda: found)
    monkeypatch.setattr(catalog, "format_called", found.get)


def lines(path: str = "x.even.xyz") -> list[list[str]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def test_a_format_of_few_kinds_gets_as_many_items_of_all_families_that_have_one(run: Run) -> None:
    result = run("generate", "all", "-n", "30", "--seed", "3", *AMC)
    assert result.exit_code == 0
    assert Path("x.txt").read_text(encoding="utf-8").count("\n*") >= 30
    assert result.stderr.count("\n") == 1
    assert "families and files such as " in result.stderr
    assert ": amc holds only choice or multiple items; another format has them, such as moodle." in result.stderr


def test_a_family_whose_usual_kind_is_not_held_is_asked_in_one_that_is(run: Run) -> None:
    (source,) = catalog.select(["conv-output-size"])
    assert source.usual("easy") == "numerical"
    assert run("generate", source.id, "--level", "easy", "-n", "3", "--seed", "3", *AMC).exit_code == 0
    assert Path("x.txt").read_text(encoding="utf-8").count("\n*") == 3


def test_who_names_only_what_the_format_does_not_hold_is_told_so(run: Run) -> None:
    result = run("generate", "residual-value", *AMC)
    assert (result.exit_code, list(Path().iterdir())) == (2, [])
    assert result.stderr == (
        "Error: amc holds only choice or multiple items, and residual-value can only be asked as numerical: "
        "ask for another format, such as moodle\n"
    )


def test_a_kind_that_is_asked_for_and_that_a_format_does_not_hold_is_an_error(run: Run) -> None:
    result = run("generate", "all", "--kind", "choice,grid", "--format", "json,amc", "-o", "x")
    assert (result.exit_code, list(Path().iterdir())) == (2, [])
    assert result.stderr.startswith("Error: the format amc holds choice or multiple items, not grid ones; ask for ")


def test_formats_that_hold_no_kind_together_are_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    known(Even(kinds=frozenset(["grid"])), monkeypatch)
    result = run("generate", "all", "--format", "even,amc", "-o", "x")
    assert result.exit_code == 2
    assert "even holds grid; amc holds choice or multiple; ask for them one by one" in result.stderr


def test_the_format_that_is_named_for_all_others_holds_every_kind() -> None:
    assert catalog.formats()[EVERY_KIND].kinds == set(KINDS)


def test_what_cannot_be_shown_is_passed_over_and_counted(run: Run) -> None:
    result = run("generate", "all", "-n", "40", "--seed", "3", "-o", "x.even.xyz")
    assert result.exit_code == 0
    assert len(lines()) == 40
    assert all(len(one) % 2 == 0 and kind in Even().kinds for one, kind, *_ in lines())
    told = result.stderr.splitlines()[-1]
    assert told.startswith("Passed over: ")
    assert told.endswith(f" items that even cannot show ({EVEN}); another format shows them, such as moodle.")


def test_each_format_says_in_a_sentence_of_its_own_what_it_cannot_show(capsys: pytest.CaptureFixture[str]) -> None:
    long = [f"{'its stem is too long ' * 6}{way}: write moodle" for way in "abcd"]
    passed = Counter({("b", long[0]): 1_200, **{("a", reason): 3 for reason in long}})
    fitting.Fitting([Even()], ()).tell(passed)
    first, second = capsys.readouterr().err.splitlines()
    assert first == f"Passed over: 12 items that a cannot show (3: {long[0]}; and other reasons)."
    assert second == f"Passed over: 1,200 items that b cannot show ({long[0]})."


def test_who_names_several_that_formats_do_not_hold_is_told_of_one(run: Run) -> None:
    result = run("generate", "residual-value,average-pool-value", "--format", "kahoot,amc,gift", "-o", "x")
    assert (result.exit_code, list(Path().iterdir())) == (2, [])
    assert result.stderr == (
        "Error: kahoot, amc and gift together hold only choice or multiple items, and residual-value, for one, "
        "can only be asked as numerical: ask for another format, such as moodle\n"
    )


def test_a_smaller_number_gives_the_beginning_of_a_larger_one(run: Run) -> None:
    for number in ("10", "25"):
        assert run("generate", "all", "-n", number, "--seed", "3", "-o", f"{number}.even.xyz").exit_code == 0
    assert lines("25.even.xyz")[:10] == lines("10.even.xyz")


def test_another_format_beside_it_gets_the_same_items(run: Run) -> None:
    assert run("generate", "all", "-n", "12", "--seed", "3", "--format", "json,even", "-o", "x").exit_code == 0
    found = json.loads(Path("x/items.json").read_text(encoding="utf-8"))["items"]
    assert [one["id"] for one in found] == [one for one, *_ in lines("x/items.even.xyz")]


def test_files_of_one_run_in_a_format_that_takes_less_are_those_of_another_run(run: Run) -> None:
    asked = ("generate", "all", "-n", "5", "--seed", "3", "-o", "x/")
    assert run(*asked, "--format", "json").exit_code == 0
    result = run(*asked, "--format", "even")
    assert result.exit_code == 2
    assert "--format" in result.stderr


def test_where_fewer_can_be_shown_than_asked_for_it_is_said_how_many(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("generate", "conv-output-size", "-n", "1", "--seed", "3", "--format", "jsonl").stdout
    known(Even(only=json.loads(first)["id"]), monkeypatch)
    asked = ("generate", "conv-output-size", "--seed", "3", "-o", "y.even.xyz")
    result = run(*asked, "-n", "2")
    assert (result.exit_code, list(Path().iterdir())) == (2, [])
    assert result.stderr == (
        "Error: 2 items are asked for, but only 1 was found that even can show (of most others, it is another one): "
        "ask for 1, for other topics or for another format, such as moodle\n"
    )
    assert run(*asked).exit_code == 0
    assert len(lines("y.even.xyz")) == 1


def test_where_nothing_can_be_shown_nothing_is_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    known(Even(only="nothing"), monkeypatch)
    result = run("generate", "conv-output-size", "--seed", "3", "-o", "y.even.xyz")
    assert (result.exit_code, list(Path().iterdir())) == (2, [])
    assert "but none was found that even can show (of most others, it is another one): " in result.stderr


@pytest.mark.parametrize("fmt", [Even(only="nothing"), Early(only="nothing")])
def test_an_exam_is_refused_by_name_before_anything_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, fmt: Even
) -> None:
    known(fmt, monkeypatch)
    text = 'title = "T"\n[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'
    Path("exam.toml").write_text(text, encoding="utf-8")
    result = run("exam", "exam.toml", "--format", "json,even", "--seed", "3", "-o", "x/")
    assert (result.exit_code, [one.name for one in Path().iterdir()]) == (2, ["exam.toml"])
    assert result.stderr == (
        "Error: even cannot show an item of conv-output-size (easy, numerical): it is another one; "
        "ask for another family in its place, or for another format, such as moodle\n"
    )
