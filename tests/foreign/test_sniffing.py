"""What a file is follows from what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.errors import UsageError
from quizgen.foreign import reader
from quizgen.foreign.sniffing import shape


@pytest.mark.parametrize(
    ("content", "name", "sort"),
    [
        (b"<?xml version='1.0'?><!-- a --><quiz/>", "a", "moodle"),
        (b"\xef\xbb\xbf\r\n<quiz>", "a.txt", "moodle"),
        ("<quiz>".encode("utf-16"), "a", "moodle"),
        (b"<!DOCTYPE questestinterop SYSTEM 'x'>\n<questestinterop>", "a", "qti"),
        (b"<ns:assessmentItem>", "a", "qti"),
        (b"<qti-assessment-test>", "a", "qti"),
        (b"PK\x03\x04", "a.xml", "zip"),
        (b' {"schema": 2}', "a.txt", "json"),
        (b"::Q:: 1+1 {=2}", "a.txt", "gift"),
        (b"<p>1+1</p> {=2}", "a.txt", "gift"),
        (b"// nothing", "a.gift", "gift"),
        (b"What?\nA. 1\nB. 2\nANSWER: B\n", "a.txt", "aiken"),
        (b"Question\n========\nWhat?\n\nMeta-information\n===\nextype: num\nexsolution: 3\n", "a.txt", "rmd"),
    ],
)
def test_files_are_known_by_their_content(content: bytes, name: str, sort: str) -> None:
    assert shape(content, name) == sort


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" \n", "is empty"),
        (b"\x89PNG\0\0", "no text and no zip archive"),
        (b"<?xml version='1.0'?><html>{}</html>", "root is <html>"),
        (b"<manifest>", "the package itself"),
        (b"Dear all, see you on Monday.", "no questions that are known"),
    ],
)
def test_what_is_none_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        shape(content, "mail.dat")
    assert len(str(error.value)) <= 300


def test_files_that_are_not_there_or_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="there is no file"):
        reader.read(tmp_path / "a.xml")
    with pytest.raises(UsageError, match="is a folder"):
        reader.read(tmp_path)
    path = tmp_path / "a.gift"
    path.write_bytes(b"::Q:: 1+1 {=2}")
    assert reader.read(path).where == str(path)
    monkeypatch.setattr(reader, "LARGEST", 3)
    with pytest.raises(UsageError, match="larger than"):
        reader.read(path)
