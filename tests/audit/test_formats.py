"""A format is held against items of every kind, and what is wrong with it is named with the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from quizgen import catalog
from quizgen.audit.formats import check_format
from quizgen.audit.samples import items
from quizgen.formats.protocol import File, Format, Options
from quizgen.model import KINDS, Form, Kind


@dataclass(frozen=True)
class Made:
    """A format that puts out what ``bytes_of`` says."""

    bytes_of: Callable[[Form], bytes]
    kinds: frozenset[Kind] = frozenset(["choice"])
    suffix: str = ".txt"
    name: str = "made"
    title: str = "Made"
    end: str = ".txt"
    calls: list[int] = field(default_factory=list)

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        del options
        self.calls.append(1)
        yield File(f"a{self.end}", [self.bytes_of(form) for form in forms])


def broken(form: Form) -> bytes:
    raise KeyError(form.items[0].kind)


def test_there_is_a_sample_of_every_kind_and_each_obeys_the_rules_of_its_answers() -> None:
    assert {item.kind for item in items()} == set(KINDS)
    faults = [fault for item in items() for part in item.question.parts for fault in part.answer.faults()]
    assert faults == []


@pytest.mark.parametrize("name", ["amc", "docx", "json", "jsonl", "latex", "markdown", "moodle", "typst"])
def test_shipped_formats_pass(name: str) -> None:
    assert list(check_format(catalog.formats()[name])) == []


def test_a_format_passes_that_writes_the_same_twice_under_its_suffix() -> None:
    fine: Format = Made(lambda form: form.title.encode())
    assert list(check_format(fine)) == []


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Made(broken), "without its key: KeyError: 'choice'"),
        (Made(lambda _: b""), "the first file has to end with .txt and hold something"),
        (Made(lambda _: b"a", end=".html"), "the first file has to end with .txt and hold something"),
    ],
)
def test_what_is_wrong_is_told_with_the_kind(made: Made, said: str) -> None:
    first, _ = check_format(made)
    assert first.startswith("the format made, an item of the kind choice ")
    assert said in first


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Made(lambda _: b"a", name="one,two"), "the format's name 'one,two' is no slug: write small letters"),
        (Made(lambda _: b"a", suffix="txt"), "the format made has the suffix 'txt': write the end of its files' names"),
        (Made(lambda _: b"a", title=" "), "the format made has the title ' ': write one line"),
    ],
)
def test_what_a_format_says_of_itself_is_checked_too(made: Made, said: str) -> None:
    (sentence,) = check_format(made)
    assert sentence.startswith(said)


def test_other_bytes_the_second_time_are_a_fault() -> None:
    calls: list[int] = []
    fickle = Made(lambda _: str(len(calls)).encode(), calls=calls)
    assert [said.rpartition(": ")[2] for said in check_format(fickle)] == [
        "the same item gave other bytes the second time"
    ] * 2


def test_kinds_that_there_are_not_are_a_fault() -> None:
    assert "says that it holds []" in next(check_format(Made(lambda _: b"a", kinds=frozenset())))
