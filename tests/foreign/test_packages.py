"""Packages: what a manifest lists is read in its order, and nothing else is unpacked."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quizgen.errors import UsageError
from quizgen.foreign.packages import archive
from quizgen.foreign.reader import decoded

MANIFEST = "imsmanifest.xml"


def item(ident: str, body: str = "<p>Do.</p>") -> str:
    return (
        f'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{ident}" title="{ident}">\n'
        f'<itemBody>{body}<extendedTextInteraction responseIdentifier="R"/></itemBody></assessmentItem>'
    )


def manifest(*names: str) -> str:
    listed = "".join(
        f'\n<resource identifier="r{n}" type="imsqti_item_xmlv2p1" href="{name}"><file href="{name}"/></resource>'
        for n, name in enumerate(names)
    )
    return f"<manifest><resources>{listed}</resources></manifest>"


def packed(files: Mapping[str, str | bytes]) -> bytes:
    found = BytesIO()
    with ZipFile(found, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return found.getvalue()


def test_items_come_in_the_manifest_s_order_with_their_member() -> None:
    found = decoded(packed({MANIFEST: manifest("b.xml", "c/a.xml"), "c/a.xml": item("A"), "b.xml": item("B")}), "p.zip")
    assert [(one.name, one.own["member"]) for one in found.questions] == [("B", "b.xml"), ("A", "c/a.xml")]
    assert not found.remarks


def test_sections_of_a_test_are_categories() -> None:
    test = (
        '<assessmentTest title="Midterm"><testPart><assessmentSection title="One"><assessmentSection title="Two">'
        '<assessmentItemRef href="a.xml"/></assessmentSection></assessmentSection></testPart></assessmentTest>'
    )
    files: dict[str, str | bytes] = {MANIFEST: manifest("a.xml", "t.xml"), "a.xml": item("A"), "t.xml": test}
    found = decoded(packed(files), "p.zip")
    assert (found.title, [one.category for one in found.questions]) == ("Midterm", ["One/Two"])


def test_files_are_found_from_where_the_item_stands_and_missing_ones_are_remarked() -> None:
    body = '<p><img src="../i/d%20t.svg" alt="dot"/>\n<img src="gone.png"/><img src="https://example.org/x.png"/></p>'
    files: dict[str, str | bytes] = {
        MANIFEST: manifest("q/a.xml", "none.xml"),
        "q/a.xml": item("A", body),
        "i/d t.svg": b"<svg/>",
    }
    found = decoded(packed(files), "p.zip")
    pictures = [(one.name, one.content, one.alt) for one in found.questions[0].pictures]
    assert pictures == [("../i/d%20t.svg", b"<svg/>", "dot"), ("gone.png", None, "")]
    told = [(one.rule, one.within, one.line) for one in found.remarks]
    assert told == [("manifest-without-file", MANIFEST, 3), ("file-missing", "q/a.xml", 3)]


def test_without_a_manifest_files_are_read_one_by_one() -> None:
    found = decoded(packed({"b.xml": item("B"), "a.xml": item("A"), "x.xml": "<other/>"}), "p.zip")
    assert [one.name for one in found.questions] == ["A", "B"]
    assert [one.rule for one in found.remarks] == ["manifest-missing"]


def test_paths_that_lead_out_are_not_read() -> None:
    found = decoded(packed({"../a.xml": item("A"), "/b.xml": item("B"), "c.xml": item("C")}), "p.zip")
    assert [one.name for one in found.questions] == ["C"]
    assert [one.rule for one in found.remarks] == ["path-unsafe", "path-unsafe", "manifest-missing"]


def test_what_unpacks_to_far_more_than_it_is_is_not_unpacked() -> None:
    picture = '<p><img src="b.svg"/></p>'
    files: dict[str, str | bytes] = {
        MANIFEST: manifest("a.xml"),
        "a.xml": item("A", picture),
        "b.svg": b" " * 5_000_000,
    }
    found = decoded(packed(files), "p.zip")
    assert [one.rule for one in found.remarks] == ["file-too-large", "file-missing"]
    assert found.questions[0].pictures[0].content is None


def test_too_many_files_and_broken_archives_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed({MANIFEST: manifest("a.xml"), "a.xml": item("A")})
    for content in (whole[:-30], packed({"a": "text"}), b"PK\x03\x04rubbish"):
        with pytest.raises(UsageError, match=r"p\.zip"):
            decoded(content, "p.zip")
    monkeypatch.setattr(archive, "MOST_MEMBERS", 1)
    with pytest.raises(UsageError, match="2 files"):
        decoded(whole, "p.zip")


def test_where_nothing_that_is_listed_is_there_the_package_s_other_items_are_read() -> None:
    found = decoded(packed({MANIFEST: manifest("Q/A.xml"), "q/a.xml": item("A"), "q/none.xml": "<html/>"}), "p.zip")
    assert [one.name for one in found.questions] == ["A"]
    assert [(one.rule, one.within, one.line) for one in found.remarks] == [("manifest-without-file", MANIFEST, 2)]


def test_a_package_without_any_of_its_items_is_refused_with_the_first_of_them() -> None:
    with pytest.raises(UsageError, match=r"'a\.xml', and it is not in the package"):
        decoded(packed({MANIFEST: manifest("a.xml", "b.xml")}), "p.zip")
