"""Formats are found, not registered."""

from __future__ import annotations

from quizgen import catalog
from quizgen.model import KINDS


def test_shipped_formats_are_found_by_their_names() -> None:
    found = catalog.formats()
    assert {"moodle", "markdown", "json", "jsonl"} <= set(found)
    assert all(found[name].name == name for name in found)
    assert list(found) == sorted(found)


def test_every_format_says_what_it_is() -> None:
    for fmt in catalog.formats().values():
        assert fmt.suffix.startswith(".")
        assert fmt.kinds <= set(KINDS)
        assert fmt.kinds
        assert fmt.title
        assert "\n" not in fmt.title


def test_no_two_formats_share_a_suffix() -> None:
    suffixes = [fmt.suffix for fmt in catalog.formats().values()]
    assert len(set(suffixes)) == len(suffixes)
