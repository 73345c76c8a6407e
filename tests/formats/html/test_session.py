"""A session on a page: it is left and taken up again, asked with new numbers, downloaded and read by the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import handmade
import handmade_parts
import pytest
from chromium import everybody_can_use, needed
from click.testing import CliRunner
from logged_by_quiz import logged, told
from msgspec.structs import replace
from practice_page import Learner, of_one

from quizgen import catalog
from quizgen.answers import Chosen, Written
from quizgen.answers.values import components
from quizgen.asking.verify import verified
from quizgen.cli import main
from quizgen.formats.html.words import words
from quizgen.model import Evidence, Form, Item, Question, Sitting

pytestmark = needed("practised on a page")
Practise = Callable[..., Learner]


def number() -> Item:
    (family,) = catalog.named("conv-output-size")
    return verified(next(iter(family.draw("medium", "numerical", "1"))))


def written(question: Question) -> Written:
    (answer,) = question.numericals
    return Written(components(answer.key))


def test_what_was_answered_is_there_after_a_reload_and_goes_into_the_terminals_log(
    practise: Practise, tmp_path: Path
) -> None:
    items = (handmade.choice(), handmade.numerical(), handmade.ordering(), handmade_parts.several())
    learner = practise(Form("Practice", "7", items))
    learner.push("Practise")
    learner.give([Chosen(frozenset([0]))])
    learner.push("Check")
    learner.push("Next")
    learner.give([Written((20480,))])
    learner.push("Check")
    said = learner.verdicts
    learner.page.reload()
    assert learner.card.locator("h2").inner_text() == "Question 2"
    assert learner.verdicts == said == ["Not yet: stride is larger than 1."]
    assert learner.card.locator("input").input_value() == "20480"
    learner.give([Written((1024,))])
    learner.push("Check")
    learner.push("Next")
    learner.reach(learner.card.locator("[data-step='1'] [data-move='-1']"))
    learner.press("Enter")
    learner.page.reload()
    assert [int(one.get_attribute("data-step")) for one in learner.card.locator("[data-step]").all()] == [1, 0, 2]
    learner.push("Previous question")
    assert learner.verdicts == ["Right."]
    learner.push("2 of 4")
    learner.push("Summary")
    assert "1 of 2 right" not in learner.page.locator("#score").inner_text()
    assert "0 of 2 right at the first try, 1 in the end" in learner.page.locator("#summary").inner_text()
    assert "counts wrongly (2×)" in learner.page.locator("#summary").inner_text()
    found = learner.download(tmp_path / "answers.jsonl")
    tries = [[Written((20480,))], [Written((1024,))]]
    assert [told(event) for event in found] == [
        *logged(items[0], [[Chosen(frozenset([0]))]]),
        *logged(items[1], tries),
    ]
    assert len({event["uid"] for event in found}) == 3
    assert len({event["sitting"] for event in found}) == 1
    for expected in ("3 events added.", "0 events added, 3 were there."):
        done = CliRunner().invoke(main, ["progress", "import", str(tmp_path / "answers.jsonl")])
        assert (done.exit_code, done.output.strip()) == (0, expected)


def test_the_same_is_asked_with_new_numbers_which_were_verified(practise: Practise) -> None:
    item = number()
    assert item.question.anew is not None
    others = item.question.anew(f"page {item.id} numerical", 2)
    learner = practise(of_one(item), variants=2)
    learner.push("Practise")
    first = learner.card.locator(".stem").inner_text()
    learner.give([written(item.question)])
    learner.push("Check")
    shown = []
    for _ in others:
        learner.push("New numbers")
        shown.append(learner.card.locator(".stem").inner_text())
        learner.page.reload()
        assert learner.card.locator(".stem").inner_text() == shown[-1]
        learner.push("I don’t know")
    assert len({first, *shown}) == 3
    by_id = {one.id: one for one in others}
    asked = [event["item"] for event in learner.events]
    assert asked[0] == item.id
    assert set(asked[1:]) == set(by_id)
    learner.push("New numbers")
    assert learner.card.locator(".stem").inner_text() == first
    learner.push("Next ›")
    assert "Further practice: 0 of 2 right." in learner.page.locator("#summary").inner_text()


def test_to_begin_again_takes_two_presses_and_keeps_what_can_be_downloaded(practise: Practise) -> None:
    learner = practise(of_one(handmade.choice()))
    learner.push("Practise")
    learner.give([Chosen(frozenset([1]))])
    learner.push("Check")
    learner.push("Next ›")
    learner.push("Start again")
    assert not learner.page.locator("#start").is_visible()
    learner.push("Press once more to clear the cards")
    assert learner.page.locator("#start").is_visible()
    learner.push("Practise")
    assert learner.card.locator("input:checked").count() == 0
    assert len(learner.events) == 1


def test_an_exam_says_nothing_before_it_is_handed_in_and_then_everything(practise: Practise, tmp_path: Path) -> None:
    items = (handmade.choice(), handmade.numerical(), handmade.matching())
    learner = practise(Form("Midterm", "7", items, ordered=True))
    assert learner.page.locator("#minutes").input_value() == "6"
    learner.push("Sit it as an exam")
    assert learner.page.get_by_role("timer").inner_text() in {"6:00", "5:59", "5:58"}
    learner.give([Chosen(frozenset([0]))])
    assert learner.page.get_by_role("button", name="Check").count() == 0
    learner.push("Next ›")
    learner.give([Written((1024,))])
    learner.press("Enter")
    assert learner.verdicts == [""]
    learner.page.reload()
    assert learner.card.locator("input").input_value() == "1024"
    learner.push("2 of 3")
    learner.push("Summary")
    before = learner.page.locator("#summary").inner_text()
    assert "Still open: 1" in before
    assert words("en").nothing not in before
    assert learner.events == []
    learner.push("Hand in")
    shown = learner.page.locator("#summary").inner_text()
    assert "1 of 3 right" in shown
    assert "first try" not in shown
    assert "Points: 1.5 of 3.5" in shown
    assert [told(event) for event in learner.download(tmp_path / "x.jsonl")] == [
        *logged(items[0], [[Chosen(frozenset([0]))]], mode="exam"),
        *logged(items[1], [[Written((1024,))]], mode="exam"),
    ]
    learner.push("Previous question")
    assert learner.verdicts == ["This is how it should be."]
    assert learner.solution()
    learner.push("Previous question")
    learner.push("Previous question")
    assert learner.verdicts == ["Not right. The answer is B: 1,024."]
    assert learner.solution()


def test_a_second_tab_goes_on_with_the_first_and_what_is_deleted_is_gone_in_both(practise: Practise) -> None:
    learner = practise(Form("Midterm", "7", (handmade.numerical(), handmade.matching()), ordered=True))
    other = learner.page.context.new_page()
    other.goto(learner.page.url)
    learner.push("Sit it as an exam")
    learner.give([Written((1024,))])
    other.locator("#score", has_text="1 of 2 answered").wait_for()
    assert other.locator(".card.now input").input_value() == "1024"
    other.locator("#next").click()
    other.locator(".card.now select").first.select_option(index=1)
    learner.page.locator("#score", has_text="2 of 2 answered").wait_for()
    assert learner.card.locator("h2").inner_text() == "Question 1"
    learner.push("Next ›")
    learner.push("Next ›")
    learner.push("Hand in")
    other.locator("#score", has_text="1 of 2 right").wait_for()
    assert not other.locator("#clock").is_visible()
    learner.push("Delete answers")
    learner.push("Press once more to delete all answers")
    other.locator("#start").wait_for()
    assert learner.page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing_says_so_at_once_and_what_is_of_another_version_gives_its_events(
    practise: Practise,
) -> None:
    learner = practise(of_one(handmade.choice()))
    assert not learner.page.locator("#unkept").is_visible()
    learner.push("Practise")
    older = 'localStorage.setItem(Object.keys(localStorage)[0], \'{"cards": {"0": 7}, "events": [{"log": 1}]}\')'
    learner.page.add_init_script(older)
    learner.page.reload()
    learner.push("Practise")
    learner.give([Chosen(frozenset([1]))])
    learner.push("Check")
    assert learner.verdicts == ["Right."]
    assert len(learner.events) == 2
    closed = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    learner.page.add_init_script(closed)
    learner.page.reload()
    assert learner.page.locator("#unkept").is_visible()
    learner.push("Practise")
    learner.give([Chosen(frozenset([1]))])
    learner.push("Check")
    assert learner.verdicts == ["Right."]


def test_when_the_time_is_over_the_exam_is_handed_in(practise: Practise) -> None:
    learner = practise(of_one(handmade.numerical(), ordered=True))
    learner.page.clock.install()
    learner.page.reload()
    learner.push("Sit it as an exam")
    learner.give([Written((1024,))])
    learner.page.clock.run_for(61_000)
    assert learner.page.locator("#say").inner_text() == "Minutes left: 1"
    learner.page.clock.run_for(61_000)
    assert learner.page.locator("#summary").is_visible()
    assert [told(event) for event in learner.events] == logged(handmade.numerical(), [[Written((1024,))]], mode="exam")


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "states"), [("light", ("asked", "wrong", "solved")), ("dark", ("wrong", "solved"))])
def test_axe_finds_nothing_to_object_to(practise: Practise, form: Form, scheme: str, states: Sequence[str]) -> None:
    """At the beginning, on every card before and after its answer, with the overview open, and at the end."""
    (family,) = catalog.named("conv-relu-pool-map")
    maps = Item(next(iter(family.draw("easy", "parts", "1"))), Evidence("", ()))
    learner = practise(replace(form, items=(*form.items, maps)), scheme, bypass=True)
    everybody_can_use(learner.page, "start")
    learner.push("Practise")
    for number in range(len(form.items) + 1):
        for state in ("asked", "wrong", "solved"):
            goes_on_to(learner, state)
            if state in states:
                everybody_can_use(learner.page, f"card {number + 1}, {state}")
        learner.page.locator("#next").click()
    everybody_can_use(learner.page, "summary")
    learner.page.locator("#where").click()
    everybody_can_use(learner.page, "overview")


def goes_on_to(learner: Learner, state: str) -> None:
    """A hint and a wrong answer, then the solution."""
    if state == "wrong":
        if learner.card.get_by_role("button", name="Hint").count():
            learner.card.get_by_role("button", name="Hint").click()
        answer_wrongly(learner)
    if state == "solved":
        if not learner.card.locator("details").count():
            learner.card.get_by_role("button", name="Worked solution", exact=True).click()
        learner.card.locator("summary").click()


def answer_wrongly(learner: Learner) -> None:
    for part in learner.card.locator(".part").all():
        for menu in part.locator("select").all():
            menu.select_option(index=1)
        for field in part.locator("input[type=text]").all():
            shape = "Type 3" in part.inner_text() or field.get_attribute("class") == "long"
            field.fill("5 x 5 x 5" if shape else "5")
        if part.locator("input[type=radio], input[type=checkbox]").count():
            part.locator("input").first.check()
        if part.locator("[data-move='1']").count():
            part.locator("[data-move='1']").first.click()
    learner.card.get_by_role("button", name="Check").click()


def test_in_an_exam_in_another_language_each_word_is_in_its_own(practise: Practise) -> None:
    form = Form("Klausur", "7", (handmade.numerical(),), sitting=Sitting(language="de"))
    learner = practise(form)
    learner.push("Üben")
    learner.push("Hinweis")
    learner.give([Written((20480,))])
    learner.push("Prüfen")
    assert learner.verdicts == ["Noch nicht: stride is larger than 1."]
    for said, language in (("larger than 1", "en"), ("Noch nicht", "de"), ("output size", "en"), ("Geben Sie", "de")):
        spoken = learner.card.get_by_text(said).locator("visible=true").first
        assert spoken.evaluate("one => one.closest('[lang]').lang") == language, said
