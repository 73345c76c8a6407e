"""The gallery shows every form of authored item, and leaves none out."""

from __future__ import annotations

import re

import pytest

from quizgen.answers import Ordering
from quizgen.audit.gallery import FORMS, Entry, authored_entry, page
from quizgen.authored import shipped


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [authored_entry(source) for source in shipped()]


@pytest.fixture(scope="module")
def words(entries: list[Entry]) -> str:
    return b"".join(page(sorted(entries, key=lambda entry: entry.source.topic)).chunks).decode()


def test_each_form_is_shown_once_a_file(entries: list[Entry]) -> None:
    for entry in entries:
        shown = [sample.form for sample in entry.samples]
        assert len(set(shown)) == len(shown)
        assert {sample.form for sample in entry.others} <= set(shown) <= set(FORMS)


def test_every_item_is_there_once_with_its_anchor(entries: list[Entry], words: str) -> None:
    written = [f"{source.id}-{item.id}" for source in shipped() for item in source.items]
    there = [sample.item.id for entry in entries for sample in (*entry.samples, *entry.others)]
    assert sorted(there) == sorted(written)
    anchors = re.findall(r'<a id="([^"]+)"></a>', words)
    assert len(set(anchors)) == len(anchors)
    assert set(written) <= set(anchors)


def test_the_contents_lead_to_every_source_and_topic(entries: list[Entry], words: str) -> None:
    links = set(re.findall(r"\]\(#([^)]+)\)", words))
    assert links == {f"topic-{entry.source.topic}" for entry in entries} | {entry.source.id for entry in entries}
    assert links <= set(re.findall(r'<a id="([^"]+)"></a>', words))


def test_an_ordering_item_has_its_steps_lettered_and_one_feedback(entries: list[Entry], words: str) -> None:
    found = [sample.item for entry in entries for sample in entry.samples if sample.form == "ordering"]
    assert found
    for item in found:
        _, _, after = words.partition(f'<a id="{item.id}"></a>')
        block, _, _ = after.partition("Source:")
        assert len(re.findall(r"^- [A-F]\\\) ", block, re.MULTILINE)) == len(item.question.options)
        assert block.count("In any other order") == 1
        (key,) = re.findall(r"^Key: .*$", block, re.MULTILINE)
        answer = item.question.parts[0].answer
        assert isinstance(answer, Ordering)
        assert re.findall(r"(?:Key:|[ ])\s*([A-F])\\?\) ", key) == ["ABCDEF"[place] for place in answer.places]
