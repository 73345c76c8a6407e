"""Anki imports our decks, twice and after changes, and shows what the items say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from anki_keys import keys
from anki_profile import Imported, Profile, package
from everything import everything
from generated import generated
from hostile import HOSTILE
from lxml import html
from msgspec.structs import replace
from plain import bare, said

from quizgen import resources
from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.errors import QuizgenError
from quizgen.figures import svg
from quizgen.formats.anki import note as notes
from quizgen.formats.anki import package as packages
from quizgen.formats.archive import LONG_AGO
from quizgen.formats.frames import frame
from quizgen.model import Form, Item, Sitting
from quizgen.text import Text
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = Profile(tmp_path)
    yield made
    made.collection.close()


def parsed(side: str) -> Any:
    return html.fragment_fromstring(side, create_parent="div").get_element_by_id("quizgen")


def words(element: Any) -> str:
    return bare(element.text_content())


def test_golden(form: Form, golden: Callable[[str, bytes], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "svg", lambda _: "<svg/>")
    made = [notes.note(item, frame()) for item in form.items]
    told = [f"{one.guid} {one.deck} {' '.join(one.tags)}\n" + "\n".join(one.fields) for one in made]
    golden("anki.html", "\n\n".join(told).encode() + b"\n")


def test_a_second_import_adds_nothing(form: Form, profile: Profile) -> None:
    content = package(form)
    assert profile.take(content) == Imported(new=9, updated=0, known=0)
    assert profile.take(content) == Imported(new=0, updated=0, known=9)


def test_media_are_all_there_and_all_used(form: Form, profile: Profile) -> None:
    profile.take(package(form))
    found = profile.collection.media.check()
    assert not [*found.missing, *found.unused]
    figures = [figure for item in form.items for figure in item.question.figures]
    assert len(list(profile.media.glob("quizgen-*.svg"))) == len({svg(figure) for figure in figures}) == 2


def test_words_that_were_mended_update_their_note_and_no_other_one_is_added(
    form: Form, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile.take(package(form))
    item = form.items[0]
    mended = replace(item, question=replace(item.question, stem=Text("How many rows come out of it?")))
    monkeypatch.setattr(resources, "version", lambda: "9.1.0")
    taken = profile.take(package(replace(form, items=(mended, *form.items[1:]))))
    assert (taken.new, taken.updated) == (0, 9)
    assert profile.of(mended)["Question"] == "<p>How many rows come out of it?</p>"


def test_a_question_of_another_kind_is_another_note(form: Form, profile: Profile) -> None:
    choice, typed, *_ = form.items
    assert choice.id == typed.id
    assert profile.take(package(replace(form, items=(choice, typed)))).new == 2


def test_decks_that_came_apart_stand_beside_each_other(form: Form, profile: Profile) -> None:
    for place in range(3):
        assert profile.take(package(replace(form, items=form.items[place::3]))).new == 3
    assert [words(parsed(profile.sides(item)[0])[0]) for item in form.items] == [said(item.stem) for item in form.items]


def test_decks_are_those_of_topics_and_levels(form: Form, profile: Profile) -> None:
    profile.take(package(form))
    assert [profile.deck(item) for item in form.items[:3]] == [
        "quizgen::Output size::easy",
        "quizgen::Receptive field::medium",
        "quizgen::Output size::hard",
    ]
    german = replace(form, items=form.items[:1], sitting=Sitting(language="de"))
    profile.collection.remove_notes(list(profile.collection.find_notes("")))
    profile.take(package(german))
    assert profile.deck(form.items[0]) == f"quizgen::Output size::{frame('de').easy}"
    assert frame("de").check in profile.sides(form.items[0])[0]


def test_note_types_choose_type_or_do_several_things(form: Form, profile: Profile) -> None:
    profile.take(package(form))
    names = {item.kind: profile.of(item).note_type()["name"] for item in form.items}
    assert names["choice"] == names["multiple"] == "quizgen: choose"
    assert names["numerical"] == "quizgen: type"
    assert {names[kind] for kind in ("matching", "ordering", "grid", "parts")} == {"quizgen: several"}


def test_tags_are_the_items_own_without_spaces(form: Form, profile: Profile) -> None:
    item = replace(form.items[0], question=replace(form.items[0].question, tags=("week 3", "a::b")))
    profile.take(package(replace(form, items=(item,))))
    assert set(profile.of(item).tags) == {"output-size", "toy-size", "easy", "week-3", "a-b"}


def test_the_same_form_gives_the_same_bytes_without_a_time(form: Form) -> None:
    content = package(form)
    assert package(form) == content
    with ZipFile(BytesIO(content)) as zipped:
        assert zipped.namelist() == sorted(zipped.namelist())
        assert {entry.date_time for entry in zipped.infolist()} == {LONG_AGO}
        assert zipped.read("collection.anki2")[96:100] == (3_040_000).to_bytes(4)


def test_later_versions_are_newer() -> None:
    moments = list(map(packages.moment, ("0.2.0", "0.2.1", "0.3.0", "0.10.0", "1.0.0.dev1")))
    assert moments == sorted(set(moments))


def test_without_genanki_it_says_what_to_install(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "genanki", None)
    packages._model.cache_clear()
    with pytest.raises(QuizgenError, match=r"pip install \"quizgen\[anki\]\""):
        package(form)


def test_hostile_words_come_out_as_they_are(hostile: Form, profile: Profile) -> None:
    assert profile.take(package(hostile)).new == len(hostile.items)
    wanted = bare(HOSTILE.replace("\x07", "?"))
    for item in hostile.items:
        front, back = map(parsed, profile.sides(item))
        assert words(front[0]).count(wanted) == 2
        assert wanted in words(back[4])
        assert not list(front.iter("b", "script"))


def test_nothing_of_ankis_own_happens_to_what_an_author_writes(form: Form, profile: Profile) -> None:
    """Gaps, names of fields, sounds and LaTeX are words, in code, too; so are all scripts and long stems."""
    own = "{{c1::a}} {{FrontSide}} {{type:Key}} [sound:a.mp3] [$]x[/$] [latex]y[/latex] [anki:tts lang=en]z[/anki:tts]"
    wild = f"{own} 你好 😀 שלום {'Kanäle ' * 900}"
    stem = Text("{w} `{w}`", {"w": wild})
    item = replace(form.items[0], question=replace(form.items[0].question, stem=stem))
    assert profile.take(package(replace(form, items=(item,)))).new == 1
    (card,) = profile.of(item).cards()
    assert words(parsed(card.question())[0]) == words(parsed(card.answer())[0]) == bare(wild) * 2
    assert not [*card.question_av_tags(), *card.answer_av_tags()]


def letters(item: Item) -> list[str]:
    places = map(item.question.letter, range(len(item.question.parts)))
    return [f"({letter})" if letter else "" for letter in places]


def told(item: Item, profile: Profile) -> None:
    """One card says all that the item does."""
    front, back = map(parsed, profile.sides(item))
    question = item.question
    assert words(front[0]) == words(back[0]) == said(question.stem)
    for part, place in zip(question.parts, front.xpath(".//*[@data-kind]"), strict=True):
        answered(part.answer, place)
        assert said(part.prompt) in words(place)
    wanted = "".join(f"Key{part}:{''.join(lines)}" for part, lines in zip(letters(item), keys(item), strict=True))
    assert words(back[3]) == wanted
    solution = "".join(map(said, question.solution))
    assert words(back[4]).endswith(solution) if len(question.parts) == 1 else len(words(back[4])) > len(solution)
    for side, where, kind in ((front, 0, "stem"), (back, 4, "solution")):
        drawings = [figure for figure in question.figures if figure.place == kind]
        images = list(side[where].iter("img"))
        assert [image.get("alt") for image in images] == [SPEECH.text(figure.alt) for figure in drawings]
        sources = [(profile.media / image.get("src")).read_text(encoding="utf-8") for image in images]
        assert sources == [svg(figure) for figure in drawings]


def answered(answer: Any, place: Any) -> None:
    """Options, keys and what is said of each, where a part is answered."""
    match answer:
        case Choice(options) | Multiple(options):
            boxes = list(place.iter("li"))
            shown = [words(box.find("label")) for box in boxes]
            assert shown == [f"{'ABCDEFGH'[n]}){said(one.text)}" for n, one in enumerate(options)]
            assert [words(box.find("span")) for box in boxes] == [said(one.feedback) for one in options]
            marked = {n for n, box in enumerate(boxes) if box.find("label/input").get("data-right")}
            assert marked == answer.correct
            assert {box.find("label/input").get("type") for box in boxes} == {
                "radio" if isinstance(answer, Choice) else "checkbox"
            }
        case Numerical():
            gaps(place, (answer,))
        case Grid():
            gaps(place, answer.open)
            table = place.find(".//table")
            assert [words(one) for one in table.findall("thead/tr/th")[1:]] == list(map(said, answer.columns))
            assert [words(one) for one in table.findall("tbody/tr/th")] == list(map(said, answer.rows))
        case Matching(prompts, options, places):
            for prompt, right, line in zip(prompts, places, place.iter("li"), strict=True):
                assert words(line).startswith(said(prompt))
                menu = [option.text for option in line.iter("option")][1:]
                assert menu == [TERMINAL.line(option.text) for option in options]
                assert line.get("data-right-place") == str(right)
                assert words(line.find("span")) == said(options[right].feedback)
        case Ordering(steps, places, slip):
            lines = list(place.iter("li"))
            assert [int(line.get("data-right-place")) for line in lines] == [places.index(n) for n in range(len(steps))]
            assert words(place.find("p[@class]")) == said(slip.feedback)


def gaps(place: Any, wanted: tuple[Numerical, ...]) -> None:
    for cell, gap in zip(wanted, place.xpath(".//*[@data-count]"), strict=True):
        key = cell.key if isinstance(cell.key, tuple) else (cell.key,)
        right, *wrong = gap.xpath("./*[@data-value]")
        assert (right.get("data-value"), right.get("data-right")) == (" ".join(map(str, key)), "1")
        assert right.get("data-within") == str(cell.tolerance)
        assert [words(one) for one in wrong] == [said(one.feedback) for one in cell.foreseen]


def test_cards_say_what_items_say(form: Form, profile: Profile) -> None:
    profile.take(package(form))
    for item in form.items:
        told(item, profile)


@pytest.mark.slow
def test_so_do_cards_of_every_family_in_every_kind(form: Form, profile: Profile) -> None:
    every = everything(form)
    kept = {f"{item.id} {item.kind}": item for item in every.items}
    profile.take(package(every))
    for item in kept.values():
        told(item, profile)


@pytest.mark.slow
def test_so_does_every_card_of_a_run_over_all_families(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cards.apkg"
    items = generated(path, "anki", monkeypatch)
    assert profile.take(path.read_bytes()) == Imported(new=len(items), updated=0, known=0)
    assert profile.take(path.read_bytes()) == Imported(new=0, updated=0, known=len(items))
    for item in items:
        told(item, profile)
    found = profile.collection.media.check()
    assert not [*found.missing, *found.unused]
