"""Arrays come back as they were packed, and bytes that are not as they were packed are told."""

from __future__ import annotations

import numpy as np
import pytest

from quizgen.memory.packing import MAGIC, VERSION, Array, DamagedError, fingerprint_of, packed, unpacked

PRINT = "0123456789abcdef"
ARRAYS: dict[str, Array] = {
    "easy/points": np.asarray([[0, 255], [3, 4]]),
    "easy/wide": np.asarray([0, 256, 70_000]),
    "easy/signed": np.asarray([-1, 127]),
    "easy/far": np.asarray([-1, 1 << 40]),
    "nothing": np.zeros((0, 3), dtype=np.int64),
}
DATA = packed(PRINT, ARRAYS)


def test_arrays_come_back_with_their_shapes() -> None:
    found = unpacked(DATA)
    assert found.keys() == ARRAYS.keys()
    assert all(
        np.array_equal(found[name], array) and found[name].shape == array.shape for name, array in ARRAYS.items()
    )
    assert fingerprint_of(DATA) == PRINT


def test_each_array_has_the_narrowest_numbers_that_it_fits_in() -> None:
    found = unpacked(DATA)
    assert [found[name].dtype.str for name in ARRAYS] == ["|u1", "<u4", "|i1", "<i8", "|u1"]


def test_the_bytes_do_not_depend_on_the_order_or_the_kind_of_number_that_was_given() -> None:
    other = {name: ARRAYS[name].astype(">i8") for name in reversed(ARRAYS)}
    assert packed(PRINT, other) == DATA


def test_what_was_read_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        unpacked(DATA)["easy/points"][0] = 1


@pytest.mark.parametrize("at", range(0, len(DATA), 7))
def test_one_changed_byte_is_noticed(at: int) -> None:
    broken = bytearray(DATA)
    broken[at] ^= 1
    with pytest.raises(DamagedError):
        unpacked(bytes(broken))


@pytest.mark.parametrize("length", [0, 8, 20, len(DATA) // 2, len(DATA) - 1])
def test_a_file_that_was_cut_off_is_noticed(length: int) -> None:
    with pytest.raises(DamagedError):
        unpacked(DATA[:length])


def test_the_form_of_another_version_is_named() -> None:
    other = DATA[: len(MAGIC)] + bytes([VERSION + 1]) + DATA[len(MAGIC) + 1 :]
    with pytest.raises(DamagedError, match=f"version {VERSION + 1}, not {VERSION}"):
        unpacked(other)


SECTIONED = {
    "easy/points": ARRAYS["nothing"],
    "easy/points/0/n": ARRAYS["easy/wide"],
    "hard/points/0/n": ARRAYS["easy/far"],
}


def test_a_section_has_its_own_arrays_by_the_rest_of_their_names() -> None:
    found = unpacked(packed(PRINT, SECTIONED))
    assert found.keys() == SECTIONED.keys()
    assert len(found) == len(SECTIONED)
    assert {name: array.tolist() for name, array in found.below("easy/points/").items()} == {"0/n": [0, 256, 70_000]}
    assert not found.below("medium/points/")


def test_an_array_is_made_when_it_is_asked_for_and_once() -> None:
    section = unpacked(packed(PRINT, SECTIONED)).below("easy/points/")
    (place,) = section._found.values()
    assert isinstance(place, tuple)
    assert section["0/n"] is section["0/n"]
    assert list(section._found.values()) == [section["0/n"]]


def test_sections_alike_share_their_names() -> None:
    found = unpacked(packed(PRINT, SECTIONED))
    (one,), (other,) = (found.below(f"{level}/points/") for level in ("easy", "hard"))
    assert one is other
