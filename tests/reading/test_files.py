from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from quizgen.errors import UsageError
from quizgen.reading import files

TEXT = 'title = "größer"\nlevel = "easy"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.toml"


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_the_same_with_and_without_a_mark_and_whatever_ends_its_lines(
    path: Path, mark: bytes, end: str
) -> None:
    path.write_bytes(mark + TEXT.replace("\n", end).encode())
    assert files.text(path) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_unicode_is_named_in_one_sentence(path: Path, encoding: str) -> None:
    path.write_bytes(TEXT.encode(encoding))
    with pytest.raises(UsageError) as caught:
        files.text(path)
    assert str(caught.value) == f"{path}: this is UTF-16; save the file as UTF-8"


def test_bytes_that_are_no_text_are_refused_with_their_place(path: Path) -> None:
    path.write_bytes(TEXT.encode("latin-1"))
    with pytest.raises(UsageError, match=r"x.toml: this is not UTF-8 at byte 11; save the file as UTF-8"):
        files.text(path)


def test_a_name_that_the_system_refuses_is_not_there(path: Path) -> None:
    path.touch()
    assert files.is_there(path)
    assert not files.is_there("x" * 5000)


def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(OSError, match="/proc/self/mem"):
        files.text(Path("/proc/self/mem"))


def test_of_a_file_without_end_no_more_is_read_than_a_file_may_hold() -> None:
    with pytest.raises(UsageError, match="/dev/zero: the file has more than 8,000,000 bytes; part it"):
        files.text(Path("/dev/zero"))
