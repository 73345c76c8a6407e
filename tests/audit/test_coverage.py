"""The map of what is tested names every hole, and a file that cannot be read is explained in one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from made_answers import slip

from quizgen import resources
from quizgen.audit.coverage import Coverage, page
from quizgen.audit.tutorial import read, tutorial
from quizgen.authored import shipped
from quizgen.authored.item import Authored
from quizgen.authored.layouts import TrueOrFalse
from quizgen.cli import COMMANDS
from quizgen.errors import UsageError
from quizgen.text import Text
from quizgen.text.speech import SPEECH

SMALL = """
[[part]]
kind = "section"
title = "1. Layers"
lines = [1, 9]
[[part.claim]]
id = "L2"
says = "A layer has $kernel_size**2$ weights."
families = ["weights", "sizes"]
[[part.claim]]
id = "L5"
says = "A layer has a shape."
families = ["sizes"]
words = false
reason = "A number says it all."
[[part.claim]]
id = "L7"
says = "A layer is learned."
[[part.claim]]
id = "L9"
kind = "offer"
says = "A drawing."
delivered = ["`quizgen show` draws it."]
figures = ["kernel"]
"""
WHOLE = {"a-concepts": ["L2", "L7"], "b-concepts": ["L2"]}


def item(name: str, *covers: str) -> Authored:
    stem = Text("True or false: it is so.")
    return Authored(name, "easy", covers, stem, TrueOrFalse(true=True, slip=slip("m")), Text("It is."), "", ())


def authored(covers: Mapping[str, Sequence[str]]) -> dict[str, tuple[Authored, ...]]:
    """One item a claim; without a claim where it is empty."""
    return {
        name: tuple(item(f"on-{claim.lower()}", *claim.split()) for claim in claims) for name, claims in covers.items()
    }


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_what_is_covered_has_no_hole(small: Path) -> None:
    assert list(Coverage(read(small), ["sizes", "weights"], authored(WHOLE)).holes()) == []


@pytest.mark.parametrize(
    ("families", "covers", "holes"),
    [
        (["sizes", "weights", "more"], WHOLE, ["no claim names the family 'more'"]),
        (["sizes"], WHOLE, ["claim 'L2'.families: there is no family 'weights'; mend"]),
        (["sizes", "weights"], {"a-concepts": ["L2"]}, ["claim 'L7': neither a family nor an authored item tests it"]),
        (["sizes", "weights"], {"a-concepts": ["L7"]}, ["claim 'L2': no authored item covers it"]),
        (
            ["sizes", "weights"],
            WHOLE | {"c-concepts": ["L3"]},
            ["c.toml: item 'on-l3'.covers: there is no claim 'L3'"],
        ),
        (
            ["sizes", "weights"],
            WHOLE | {"c-concepts": ["L9"]},
            ["c.toml: item 'on-l9'.covers: there is no claim 'L9'"],
        ),
        (["sizes", "weights"], WHOLE | {"c-concepts": [""]}, ["c.toml: item 'on-'.covers: no claim of the tutorial"]),
        (
            ["sizes", "weights"],
            {},
            ["section '1. Layers': no authored item tests", "claim 'L2': no authored", "claim 'L7': neither"],
        ),
    ],
)
def test_every_hole_is_a_sentence(
    small: Path, families: list[str], covers: dict[str, list[str]], holes: list[str]
) -> None:
    found = list(Coverage(read(small), families, authored(covers)).holes())
    assert len(found) == len(holes)
    assert all(part in hole for part, hole in zip(holes, found, strict=True))


def test_a_part_without_computed_items_is_a_hole(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(SMALL.replace('families = ["weights", "sizes"]\n', "").replace('["sizes"]', '["shapes"]'), "utf-8")
    found = list(Coverage(read(path), [], authored(WHOLE)).holes())
    assert "no family tests any of its claims" in found[0]
    assert "there is no family 'shapes'" in found[1]
    assert "claim 'L5': neither" in found[2]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[1, 9]", "[9, 1]", "part[1].lines: 9 and 1 are not the first and the last line"),
        ("[1, 9]", "[1, 9, 12]", "part[1].lines: the first and the last line"),
        ("[1, 9]", "[1, true]", "part[1].lines: the first and the last line"),
        ("[1, 9]", "[1, 8]", "claim 'L9'.id: the line is not from 8 to 8"),
        ('"L5"', '"L2"', "claim 'L2'.id: the line is not from 3 to 9"),
        ('"L5"', '"5"', "part[1].claim[2].id: '5' is not a claim; write L"),
        ("families =", "family =", "claim 'L2'.family: there is no such key; did you mean 'families'?"),
        ('["weights", "sizes"]', '["sizes", "sizes"]', "claim 'L2'.families: 'sizes' stands here twice"),
        ('"A layer is learned."', '"A layer"', "claim 'L7'.says: exactly one sentence"),
        ('families = ["sizes"]\nwords', "words", "claim 'L5'.words: where words do not test a claim, families do"),
        ("words = false\n", "", "claim 'L5'.reason: a reason belongs to words = false"),
        ('reason = "A number says it all."\n', "", "claim 'L5'.reason: this key is missing; write a text"),
        ('["kernel"]', '["kernels"]', "there is no figure of the kind 'kernels'; did you mean 'kernel'"),
        ('delivered = ["`quizgen show` draws it."]\nfigures = ["kernel"]\n', "", "claim 'L9'.delivered: nothing meets"),
        ('"offer"', '"claim"', "claim 'L9'.delivered: there is no such key"),
        ('"section"', '"chapter"', 'part[1].kind: \'chapter\' is not one of "section", "conversation"'),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_claim_and_key(small: Path, old: str, new: str, sentence: str) -> None:
    assert old in SMALL
    small.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read(small)
    assert str(caught.value).startswith("small.toml: ")
    assert sentence in str(caught.value)


def test_parts_do_not_overlap(small: Path) -> None:
    small.write_text(SMALL + SMALL.replace("[1, 9]", "[2, 9]"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"part\[2\]\.lines: the section '1\. Layers' ends at line 9"):
        read(small)


def test_the_page_shows_claims_families_items_and_counts(small: Path) -> None:
    found = Coverage(read(small), ["sizes", "weights"], authored(WHOLE))
    words = b"".join(page(found).chunks).decode()
    assert "| [1\\. Layers](#part-1) (section) | 1 to 9 | 3 | 2 | 3 |" in words
    assert "Lines 1 to 9: 3 claims, 2 families, 3 authored items." in words
    assert (
        "| L2 | A layer has $k^{2}$ weights. | [`weights`](GALLERY.md#weights), [`sizes`](GALLERY.md#sizes) |" in words
    )
    assert "[`on-l7`](GALLERY.md#a-concepts-on-l7)" in words
    assert "[`sizes`](GALLERY.md#sizes) | A number says it all. |" in words
    assert "| L7 | A layer is learned. | in words only |" in words
    assert "- L9: A drawing. `quizgen show` draws it. Figures: `kernel`." in words


def test_the_tutorial_has_ten_sections_and_its_conversations() -> None:
    parts = tutorial()
    assert [part.kind for part in parts] == ["section"] * 10 + ["conversation"] * 7
    titles = [int(part.title.partition(".")[0]) for part in parts[:10]]
    assert titles == list(range(1, 11))


def test_authored_items_cover_claims_that_there_are() -> None:
    claims = {claim.id for part in tutorial() for claim in part.claims if claim.sort == "claim"}
    strange = {name for source in shipped() for item in source.items for name in item.covers} - claims
    assert strange == set()


def test_an_offer_is_met_by_commands_that_there_are() -> None:
    delivered = [SPEECH.line(text) for part in tutorial() for claim in part.claims for text in claim.delivered]
    commands = {name for words in delivered for name in re.findall(r"quizgen (\w+)", words)}
    assert commands
    assert commands <= set(COMMANDS)


def test_the_page_points_to_what_the_gallery_shows() -> None:
    coverage, gallery = ((resources.banks() / name).read_text("utf-8") for name in ("COVERAGE.md", "GALLERY.md"))
    links = set(re.findall(r"GALLERY\.md#([a-z0-9-]+)", coverage))
    assert links
    assert links - set(re.findall(r'<a id="([a-z0-9-]+)">', gallery)) == set()
