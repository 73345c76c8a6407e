"""Archives that are the same bytes everywhere."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from quizgen.errors import QuizgenError
from quizgen.formats.archive import LONG_AGO, READABLE, archive, small_archive

FILES = {"b.xml": b"<b/>" * 100, "a/figure.png": b"png", "a/c.xml": "ünï".encode()}


def test_an_archive_holds_its_files_by_name_without_dates() -> None:
    with ZipFile(BytesIO(small_archive(FILES))) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == sorted(FILES)
        assert {name: packed.read(name) for name in packed.namelist()} == FILES
        assert {entry.date_time for entry in packed.infolist()} == {LONG_AGO}


def test_the_same_files_are_the_same_bytes_in_whatever_pieces_they_come() -> None:
    pieces = ((name, [FILES[name][:2], FILES[name][2:]]) for name in sorted(FILES))
    assert b"".join(archive(pieces)) == small_archive(FILES)


def test_files_in_another_order_are_refused() -> None:
    with pytest.raises(QuizgenError, match=r"a\.xml of an archive comes after b\.xml"):
        list(archive([("b.xml", []), ("a.xml", [])]))


def test_what_an_archive_holds_waits_for_its_end_without_a_change() -> None:
    plain = BytesIO()
    with ZipFile(plain, "w") as packed:
        for name in sorted(FILES):
            entry = ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = 3, READABLE
            entry.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED
            with packed.open(entry, "w") as file:
                file.write(FILES[name])
    assert small_archive(FILES) == plain.getvalue()


@pytest.mark.slow
def test_an_archive_has_room_for_more_files_than_its_first_readers_could_count() -> None:
    names = [f"{number:05}.png" for number in range(1 << 16)]
    with ZipFile(BytesIO(b"".join(archive((name, [b"x"]) for name in names)))) as packed:
        assert packed.namelist() == names
