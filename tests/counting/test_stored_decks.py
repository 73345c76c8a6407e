"""Items are the same whatever has become of the file that holds what they are drawn from; it is said in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.memory.packing import MAGIC, PRINT, packed, unpacked

if TYPE_CHECKING:
    from tests.counting.conftest import Checkout

NAMES = ("conv-output-size", "which-conv-parameters")
DRAW = ("-m", "quizgen", "generate", ",".join(NAMES), "-n", "8", "--seed", "3", "--format", "jsonl", "-o", "-")
FINE = "the items are the same"


def changed(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def of_another_version(data: bytes) -> bytes:
    return data[: len(MAGIC)] + bytes([9]) + data[len(MAGIC) + 1 :]


HARM: dict[str, Callable[[bytes], bytes]] = {
    "is damaged (its digest does not fit)": changed,
    "is damaged (its digest does not fit) ": lambda data: data[: len(data) // 3],
    "is damaged (it has the form of version 9, not 1)": of_another_version,
    "is damaged (it is no deck file)": lambda _: b"",
    "is out of date": lambda data: packed("0" * PRINT, unpacked(data)),
}


@pytest.fixture(scope="module")
def expected(small: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    from tests.counting.conftest import Checkout

    return Checkout(small, tmp_path_factory.mktemp("cache")).run(*DRAW).stdout


@pytest.mark.slow
@pytest.mark.parametrize("said", HARM)
def test_a_file_that_is_of_no_use_is_said_and_changes_no_item(checkout: Checkout, expected: str, said: str) -> None:
    path = checkout.folder / "banks" / "decks" / f"{NAMES[0]}.deck"
    path.write_bytes(HARM[said](path.read_bytes()))
    for _ in range(2):
        done = checkout.run(*DRAW)
        assert done.stdout == expected
        notes = [line for line in done.stderr.splitlines() if FINE in line]
        assert len(notes) == 1
        assert f"{path.name} {said.strip()}" in notes[0]
        assert len(notes[0]) <= 300


@pytest.mark.slow
def test_without_stored_decks_items_are_the_same_and_what_was_made_is_kept(checkout: Checkout, expected: str) -> None:
    for path in (checkout.folder / "banks" / "decks").glob("*.deck"):
        path.unlink()
    done = checkout.run(*DRAW)
    assert done.stdout == expected
    assert FINE not in done.stderr
    kept = {path.stem: path for path in checkout.cache.rglob("*.deck")}
    assert set(kept) == set(NAMES)
    kept[NAMES[0]].write_bytes(changed(kept[NAMES[0]].read_bytes()))
    again = checkout.run(*DRAW)
    assert again.stdout == expected
    assert FINE in again.stderr
    assert FINE not in checkout.run(*DRAW).stderr


@pytest.mark.slow
def test_stored_decks_are_read_and_nothing_is_kept(checkout: Checkout, expected: str) -> None:
    done = checkout.run(*DRAW)
    assert done.stdout == expected
    assert FINE not in done.stderr
    assert not list(checkout.cache.rglob("*.deck"))


@pytest.mark.slow
def test_other_numbers_in_a_family_give_other_items_and_the_stored_ones_are_told(checkout: Checkout) -> None:
    checkout.edit("quizgen/topics/output_size/conv_output_size.py", "range(12, 129)", "range(12, 130)")
    done = checkout.run(*DRAW)
    assert f"{NAMES[0]}.deck is out of date" in done.stderr
    assert done.stdout.count("\n") == 8


@pytest.mark.slow
def test_after_an_edit_is_undone_the_stored_ones_fit_again(checkout: Checkout, expected: str) -> None:
    """Also that of a file which deals although no family imports it, while other code differs from the bank's."""
    checkout.edit("quizgen/asking/family.py", "asks=self.asks,", "asks=self.asks or self.id,")
    edit = ("quizgen/space/digests.py", "LATEST = 1024", "LATEST = 512")
    checkout.edit(*edit)
    assert checkout.families().tables
    assert "is out of date" in checkout.run(*DRAW).stderr
    checkout.edit(*edit[:1], *reversed(edit[1:]))
    done = checkout.run(*DRAW)
    assert done.stdout == expected
    assert FINE not in done.stderr
