"""Papers stand in one PDF, each on sheets of its own, tagged as before, whoever reads it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.formats.pdf.format import pdf
from quizgen.formats.pdf.together import Together
from quizgen.model import Form, Student

NAMES = ("Ann (1)", "(Bob) \\ 12 0 R", "漢 <7>")


@pytest.fixture
def papers(form: Form) -> list[bytes]:
    """One of one page, then longer ones with tables."""
    long = replace(form, student=Student("2", NAMES[1]))
    return [pdf(replace(form, items=form.items[:1])), pdf(long), pdf(form)]


def together(papers: list[bytes], names: tuple[str, ...] = NAMES) -> bytes:
    file = BytesIO()
    made = Together(file, "Midterm (x)", "en")
    for paper, name in zip(papers, names, strict=True):
        made.add(paper, name)
    made.close()
    return file.getvalue()


def texts(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content), strict=True).pages]


def elements(node: Any) -> list[Any]:
    """All elements of a structure, in reading order."""
    if isinstance(node, pikepdf.Array):
        return [one for kid in node for one in elements(kid)]
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return []
    return [node, *elements(node.get("/K"))]


def test_each_paper_begins_on_the_front_of_a_sheet(papers: list[bytes]) -> None:
    expected: list[str] = []
    for paper in papers:
        own = texts(paper)
        expected += [*own, *[""] * (len(own) % 2)]
    assert len(texts(papers[0])) == 1
    assert texts(together(papers)) == expected


def test_it_is_tagged_as_the_papers_are(papers: list[bytes]) -> None:
    kinds = []
    for paper in papers:
        with pikepdf.open(BytesIO(paper)) as one:
            kinds += [str(element.S).replace("/Document", "/Part") for element in elements(one.Root.StructTreeRoot.K)]
    with pikepdf.open(BytesIO(together(papers))) as whole:
        top, *found = elements(whole.Root.StructTreeRoot.K)
        assert top.S == "/Document"
        assert [str(element.S) for element in found] == kinds
        pages = {page.objgen for page in whole.pages}
        assert all(element.Pg.objgen in pages for element in found if "/Pg" in element)


def test_pages_find_their_own_structure_and_cells_their_own_heads(papers: list[bytes]) -> None:
    with pikepdf.open(BytesIO(together([*papers, *papers], (*NAMES, *NAMES)))) as whole:
        root = whole.Root.StructTreeRoot
        keyed = pikepdf.NumberTree(root.ParentTree)
        tagged = [page for page in whole.pages if "/StructParents" in page.obj]
        assert sorted(keyed) == [int(page.StructParents) for page in tagged]
        for page in tagged:
            owners = {one.Pg.objgen for one in keyed[int(page.StructParents)] if "/Pg" in one}
            assert owners <= {page.obj.objgen}
        heads = pikepdf.NameTree(root.IDTree)
        every = elements(root.K)
        wanted = [str(head) for one in every for each in one.get("/A", []) for head in each.get("/Headers", [])]
        assert wanted
        assert set(wanted) <= set(heads)
        assert len({str(one.ID) for one in every if "/ID" in one}) == sum("/ID" in one for one in every)


def test_bookmarks_name_the_papers_and_lead_to_their_first_pages(papers: list[bytes]) -> None:
    reader = PdfReader(BytesIO(together(papers)))
    entries = [one for one in reader.outline if not isinstance(one, list)]
    assert tuple(str(one["/Title"]) for one in entries) == NAMES
    assert {(reader.get_destination_page_number(one) or 0) % 2 for one in entries} == {0}
    assert reader.metadata
    assert reader.metadata.title == "Midterm (x)"


def test_the_same_papers_give_the_same_bytes(papers: list[bytes]) -> None:
    assert together(papers) == together(papers)


def test_what_a_paper_is_made_of_is_written_at_once(papers: list[bytes]) -> None:
    file = BytesIO()
    made = Together(file, "T", "en")
    for _ in range(4):
        made.add(papers[2], "x")
    before = len(file.getvalue())
    made.close()
    assert before > 0.9 * len(file.getvalue())
