from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

from quizgen import catalog
from quizgen.asking.source import SHARES
from quizgen.counting.counts import counts, distinct

Run = Callable[..., Result]


def test_the_json_lists_every_family_with_what_the_issue_asks_for(run: Run) -> None:
    listed = json.loads(run("families", "--json").output)
    assert [entry["family"] for entry in listed] == [source.id for source in catalog.sources()]
    for entry, source in zip(listed, catalog.sources(), strict=True):
        assert set(entry) == {"family", "topic", "title", "weight", "asks", "levels", "kinds"}
        assert (entry["topic"], entry["title"], entry["asks"]) == (source.topic, source.title, source.asks)
        assert entry["weight"] == source.weight
        assert entry["kinds"] == list(source.kinds)
        assert entry["levels"] == distinct(source)


def test_the_table_gives_items_and_choice_items_of_every_level(run: Run) -> None:
    lines = run("families").output.splitlines()
    for source in catalog.sources():
        (line,) = [line for line in lines if line.split()[:1] == [source.id]]
        found = counts(source)
        expected = [
            text
            for level, kinds in found.items()
            for text in (f"{distinct(source)[level]:,}", f"{kinds['choice']:,}" if "choice" in kinds else "–")
        ]
        assert line.split()[-6:] == expected
        assert line.split()[1] == source.weight
        assert ("as written" if source.authored else ", ".join(source.kinds)) in line


def test_the_table_fits_a_wide_terminal_and_stands_in_columns(run: Run) -> None:
    lines = run("families").output.splitlines()
    rows = [line for line in lines if line.startswith("  ") and line.strip()[0].isalpha() and "easy" not in line]
    assert len({len(row) for row in rows}) == 1
    assert max(map(len, lines)) <= 120


def test_the_help_says_what_each_weight_does(run: Run) -> None:
    help_text = " ".join(run("families", "--help").output.split())
    assert ", ".join(SHARES).replace(", special", " or special") in help_text
    assert " : ".join(map(str, SHARES.values())) in help_text
