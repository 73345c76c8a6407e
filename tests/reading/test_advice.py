from __future__ import annotations

import pytest

from quizgen import catalog
from quizgen.reading.advice import advice

IDS = [source.id for source in catalog.sources()]


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("esy", ["easy", "medium", "hard"], "did you mean 'easy'?"),
        ("Midterm", ["final", "midterm", "quiz"], "did you mean 'midterm'?"),
        ("cat-b", ["cat-a", "cat-c", "dog"], "did you mean 'cat-c' or 'cat-a'?"),
        ("q", ["final", "midterm", "quiz"], "known are final, midterm, quiz"),
    ],
)
def test_what_is_like_the_name_is_suggested_and_of_few_names_all_are_known(
    name: str, known: list[str], said: str
) -> None:
    assert advice(name, known) == said


@pytest.mark.parametrize("name", ["conv-output-sise", "outputsize", "macs", "conv"])
def test_of_many_names_three_that_are_like_it_are_suggested_and_no_more(name: str) -> None:
    said = advice(name, IDS, "a command lists all")
    assert said.startswith("did you mean ")
    assert 1 <= len([one for one in IDS if f"'{one}'" in said]) <= 3
    assert len(said) < 200


@pytest.mark.parametrize("name", ["zzzzqq", "xyzzy", "", "-", "x" * 300])
def test_where_no_name_is_like_it_none_is_suggested(name: str) -> None:
    assert advice(name, IDS, "a command lists all") == "a command lists all"
    said = advice(name, IDS)
    assert said.startswith(f"known are {IDS[0]}, ")
    assert said.endswith(f" and {len(IDS) - 8} more")


def test_long_names_are_told_whole_and_fewer_of_them() -> None:
    known = [f"forgets-something-that-takes-long-to-say-{number}" for number in range(20)]
    assert advice("q", known) == f"known are {known[0]}, {known[1]}, {known[2]} and 17 more"
    assert advice("q", ["x" * 400, "y"]) == f"known are {'x' * 400} and 1 more"
