"""In an edited checkout no more is counted than what the edit changed, and that once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.counting.conftest import Checkout

SIZES = "quizgen/misconceptions/sizes.py"
FAMILY = "quizgen/topics/output_size/conv_output_size.py"
ARCHITECTURE = "banks/architectures/resnet18.toml"
LINE_UPS = "quizgen/decks/line_ups.py"
WORDS = {
    "a word of a feedback": (
        SIZES,
        "its starting position is one more output",
        "its starting place is one output",
    ),
    "a comment": (SIZES, "NO_PLUS_ONE = Mistake(", "NO_PLUS_ONE = Mistake(  # the best known"),
    "a docstring": (SIZES, "Mistakes about the size of a feature map.", "Slips about the size of a feature map."),
    "a comment in a deck": (LINE_UPS, "NEAREST = {4: 4, 3: 5}", "NEAREST = {4: 4, 3: 5}  # enough"),
    "a comment in what reads files": ("quizgen/memory/syntax.py", "WORDS = 3", "WORDS = 3  # or more"),
    "a comment in data": (ARCHITECTURE, 'input = "3x224x224"', 'input = "3x224x224"  # as published'),
}
NUMBERS_THAT_MATTER = {
    "an axis of a space": (FAMILY, "range(12, 129)", "range(12, 130)", {"conv-output-size"}),
    "a size in layers": (
        "quizgen/layers/bases.py",
        "if type(size) is int:  # most are\n        return size\n",
        "if type(size) is int:\n        return size - (size == 11)\n",
        {"network-map-size"},
    ),
    "a factor of a formula": (
        "quizgen/formulas/blocks.py",
        "in_channels * out_channels + (bias + 2 * norm) * out_channels",
        "in_channels * out_channels + (bias + 3 * norm) * out_channels",
        {"residual-shortcut-parameters"},
    ),
    "a layer of an architecture": (ARCHITECTURE, "k7 s2 p3", "k9 s2 p3", {"network-map-size"}),
    "what is given": (
        "quizgen/topics/parameters/which_conv_parameters.py",
        'given=("groups", "bias")',
        'given=("bias", "groups")',
        {"which-conv-parameters"},
    ),
}
ALL = {
    *("residual-shortcut-parameters", "pointwise-value", "network-map-size", "conv-output-size", "pool-output-size"),
    "which-conv-parameters",
}


def test_what_is_stored_is_not_counted_and_changed_words_cost_one_parse_of_each_file(checkout: Checkout) -> None:
    before = checkout.families()
    assert (before.tables, before.counted, before.parsed) == ([], [], [])
    assert not checkout.cache.exists()
    for place in WORDS.values():
        checkout.edit(*place)
    after = checkout.families()
    assert after.output == before.output
    assert (after.tables, after.counted, after.parsed) == ([], [], sorted({file for file, _, _ in WORDS.values()}))
    assert checkout.families().parsed == []


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old", "new", "families"), NUMBERS_THAT_MATTER.values(), ids=NUMBERS_THAT_MATTER)
def test_a_changed_number_recounts_what_depends_on_it_and_only_that(
    checkout: Checkout, file: str, old: str, new: str, families: set[str]
) -> None:
    checkout.edit(file, old, new)
    first = checkout.families()
    assert set(first.counted) == families
    again = checkout.families()
    assert again.output == first.output
    assert (again.tables, again.counted, again.parsed) == ([], [], [])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (LINE_UPS, "NEAREST = {4: 4, 3: 5}", "NEAREST = {4: 5, 3: 5}"),
        ("quizgen/decks/table.py", "PLAUSIBLE = 64", "PLAUSIBLE = 32"),
        ("quizgen/asking/family.py", "return len(self.deck(level) or ())", "return len(self.deck(level) or ()) + 1"),
        ("quizgen/memory/syntax.py", "WORDS = 3", "WORDS = 4"),
    ],
)
def test_another_way_to_deal_or_to_count_makes_every_count_anew(
    checkout: Checkout, file: str, old: str, new: str
) -> None:
    checkout.edit(file, old, new)
    counted = set(checkout.families().counted)
    assert counted == (ALL - {"which-conv-parameters"} if "asking" in file else ALL)


@pytest.mark.slow
def test_code_that_only_words_questions_builds_tables_and_counts_nothing(checkout: Checkout) -> None:
    checkout.edit("quizgen/asking/family.py", "asks=self.asks,", "asks=self.asks or self.id,")
    work = checkout.families()
    assert (set(work.tables), work.counted) == (ALL, [])


@pytest.mark.slow
def test_the_bank_takes_over_counts_and_is_the_same_whichever_way_it_was_made(checkout: Checkout) -> None:
    checkout.edit(*WORDS["a word of a feedback"])
    bank = checkout.folder / "banks" / "spaces.json"
    checkout.run("-m", "quizgen.audit.bank", "spaces")
    taken_over = bank.read_bytes()
    bank.unlink()
    checkout.run("-m", "quizgen.audit.bank", "spaces")
    assert bank.read_bytes() == taken_over
    checkout.run("-m", "quizgen.audit.bank", "--check", "spaces")
    checkout.run("-m", "quizgen.audit.bank", "sources")
    assert checkout.families().parsed == []
    assert not checkout.cache.exists()


@pytest.mark.slow
def test_after_a_change_of_the_digests_themselves_the_bank_is_as_one_made_from_nothing(checkout: Checkout) -> None:
    checkout.edit("quizgen/memory/syntax.py", "digest_size=8", "digest_size=7")
    first, again = checkout.families(), checkout.families()
    assert (set(first.counted), again.counted) == (ALL, [])
    checkout.run("-m", "quizgen.audit.bank", "spaces")
    checkout.run("-m", "quizgen.audit.bank", "--check", "spaces")
    bank = checkout.folder / "banks" / "spaces.json"
    made = bank.read_bytes()
    bank.unlink()
    checkout.run("-m", "quizgen.audit.bank", "spaces")
    assert bank.read_bytes() == made


@pytest.mark.slow
def test_a_bank_with_marks_of_a_merge_is_made_anew(checkout: Checkout) -> None:
    bank = checkout.folder / "banks" / "spaces.json"
    whole = bank.read_bytes()
    bank.write_bytes(b"<<<<<<< ours\n" + whole)
    checkout.run("-m", "quizgen.audit.bank", "spaces")
    assert bank.read_bytes() == whole
