"""Columns are counted as terminals do: the C library of this machine is the other opinion."""

from __future__ import annotations

import ctypes
import locale
import sys
from collections.abc import Callable, Iterator

import pytest

from quizgen.text.columns import columns, cut, left, middle, right

SHOWN = "│─┼┌└├┤┐┘┬┴•■·▶◀▼⊕╳…░▒▓█⌊⌋⌈⌉√×−–σγβ₁²λΣ"


@pytest.fixture
def counted() -> Iterator[Callable[[str], int]]:
    """``wcswidth`` of the C library, which takes one character for each code point."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        library = ctypes.CDLL(None)
        yield lambda text: int(library.wcswidth(ctypes.c_wchar_p(text), len(text)))
    except (locale.Error, AttributeError, OSError):
        pytest.skip("no wcswidth here")
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="no wcswidth there")
@pytest.mark.parametrize("text", [*SHOWN, "漢字", "한글", "ﾊﾝｶｸ", "ｆｕｌｌ", "e\u0301", "x\u0302²", "naïve", "日本 x"])
def test_a_text_takes_the_columns_that_a_terminal_gives_it(counted: Callable[[str], int], text: str) -> None:
    assert columns(text) == counted(text)


@pytest.mark.parametrize("text", ["ab", "漢", "e\u0301", "x漢y"])
def test_blanks_fill_what_is_left_of_the_columns(text: str) -> None:
    assert {columns(pad(text, 9)) for pad in (left, right, middle)} == {9}
    assert left(text, 9).rstrip() == right(text, 9).lstrip() == middle(text, 9).strip() == text


@pytest.mark.parametrize(
    ("width", "parts"), [(1, ("漢", "字x")), (3, ("漢", "字x")), (4, ("漢字", "x")), (5, ("漢字x", ""))]
)
def test_a_text_is_cut_between_characters(width: int, parts: tuple[str, str]) -> None:
    assert cut("漢字x", width) == parts
    assert cut("e\u0301e\u0301", 1) == ("e\u0301", "e\u0301")
