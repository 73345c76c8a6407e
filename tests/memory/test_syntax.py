"""Words change no digest, whatever else does."""

from __future__ import annotations

import ast

import pytest

from quizgen.memory.syntax import code, dump, imported

PLAIN = '''
"""What the module is about."""
SLIP = Mistake("no-plus-one", "floor(x/y) + 1", "One more is added at the end.")


def half(n: int) -> int:
    """Half of it."""
    return n // 2  # rounded down
'''


def _python(text: str) -> str:
    return code(text.encode(), ".py")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("One more is added at the end.", "Did you add one more?"),
        ("What the module is about.", "Another title"),
        ('    """Half of it."""\n', ""),
        ("  # rounded down", ""),
        ("n // 2", "(n\n        // 2)"),
        ("\n", "\r\n"),
    ],
)
def test_words_and_layout_are_not_code(old: str, new: str) -> None:
    assert old in PLAIN
    assert _python(PLAIN.replace(old, new)) == _python(PLAIN)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("n // 2", "n // 3"),
        ("n // 2", "n / 2"),
        ("n // 2", "n // 2.0"),
        ("+ 1", "+ 2"),
        ("no-plus-one", "no-plus-two"),
        ("One more is added at the end.", ""),
        ("One more is added at the end.", "$n + 1$"),
        ("half", "halved"),
        ("SLIP =", "SLIPS ="),
        ("-> int", "-> float"),
    ],
)
def test_numbers_names_and_formulas_are(old: str, new: str) -> None:
    assert old in PLAIN
    assert _python(PLAIN.replace(old, new)) != _python(PLAIN)


@pytest.mark.parametrize(("one", "other"), [(".", ":"), ("level1.", "level2."), ("a b.", "a c."), ("x/y", "x/z")])
def test_separators_and_names_that_end_like_sentences_are_code(one: str, other: str) -> None:
    assert _python(f"f({one!r})") != _python(f"f({other!r})")


def test_pieces_of_f_strings_with_nothing_in_them_do_not_count() -> None:
    """Python 3.12.1 has more of them than others."""
    tree = ast.parse("f'{x} and {y}'")
    plain = dump(tree)
    (string,) = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    string.values.append(ast.Constant(""))
    assert dump(tree) == plain
    assert dump(ast.parse("f'{x} or {y}'")) != plain


def test_data_is_compared_without_comments_and_sentences() -> None:
    one = b'title = "A net"\nlayers = ["conv 3->64 k7"]\nnote = "As it was published."\n'
    other = b'# A net.\nlayers = ["conv 3->64 k7"]\nnote = "It is as in the paper."\ntitle = "A net"\n'
    assert code(one, ".toml") == code(other, ".toml")
    assert code(one, ".toml") != code(one.replace(b"k7", b"k5"), ".toml")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(b"def (", ".py"), (b"\x00", ".py"), (b"\xff = 1", ".py"), (b"= 1", ".toml"), (b"1, 2", ".csv")],
)
def test_of_what_cannot_be_read_every_byte_counts(data: bytes, suffix: str) -> None:
    assert code(data, suffix) != code(data + b" ", suffix)
    assert list(imported(data, "here")) == []


def test_imports_are_found_wherever_they_stand() -> None:
    text = """
import one.two
from three import four, five
from . import six
from .seven import eight
from ..nine import ten
def late():
    from eleven.twelve import thirteen
"""
    assert list(imported(text.encode(), "here.inner")) == [
        *("one.two", "three.four", "three.five", "here.inner.six", "here.inner.seven.eight", "here.nine.ten"),
        "eleven.twelve.thirteen",
    ]
