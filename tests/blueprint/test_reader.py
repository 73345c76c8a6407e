from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.blueprint.reader import parse
from quizgen.errors import UsageError

HEAD = 'title = "T"\n'
SLOT = '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'


def test_a_whole_blueprint_is_read() -> None:
    exam = parse(
        'title = "Midterm"\ncourse = "ML"\ndate = 2026-03-18\ninstructions = ["One.", "Two."]\nrepeat = true\n'
        '[[slots]]\ntopic = "output-size"\nlevel = "hard"\nkind = "numerical"\ncount = 3\npoints = 2.5\n',
        "x.toml",
    )
    assert (exam.title, exam.course, exam.date) == ("Midterm", "ML", "2026-03-18")
    assert exam.instructions == ("One.", "Two.")
    assert exam.repeat
    (slot,) = exam.slots
    assert (slot.level, slot.kinds, slot.count, slot.points) == ("hard", ("numerical",), 3, Fraction(5, 2))
    assert {source.topic for source in slot.sources} == {"output-size"}
    assert all("numerical" in source.kinds for source in slot.sources)


def test_what_may_be_left_out_has_a_default() -> None:
    exam = parse(HEAD + SLOT.replace("easy", "hard"), "x.toml")
    (slot,) = exam.slots
    assert (exam.course, exam.date, exam.instructions, exam.repeat) == ("", "", (), False)
    assert (slot.count, slot.points) == (1, None)
    assert (exam.id, exam.order) == ("t", "shuffled")
    assert (slot.id, slot.redraw, slot.pin) == ("conv-output-size-hard", 0, ())


@pytest.mark.parametrize("kinds", ['"choice, numerical"', '["choice", "numerical"]', '["choice,numerical", "choice"]'])
def test_a_slot_takes_several_kinds_in_a_list_or_with_commas(kinds: str) -> None:
    (slot,) = parse(f"{HEAD}{SLOT}kind = {kinds}\n", "x.toml").slots
    assert slot.kinds == ("choice", "numerical")


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ("title = \n" + SLOT, "x.toml: this is not TOML: ", "line 1"),
        (SLOT, "x.toml: title: ", "missing"),
        ('title = " "\n' + SLOT, "x.toml: title: ", "empty"),
        ("title = 3\n" + SLOT, "x.toml: title: ", "a whole number stands where a text in quotes is expected"),
        (HEAD, "x.toml: slots: ", "[[slots]]"),
        (HEAD + "slots = 3\n", "x.toml: slots: ", "[[slots]]"),
        (HEAD + "slots = []\n", "x.toml: slots: ", "[[slots]]"),
        (HEAD + 'titel = "T"\n' + SLOT, "x.toml: titel: ", "did you mean 'title'?"),
        (HEAD + "date = 12:00:00\n" + SLOT, "x.toml: date: ", "2026-03-18"),
        (HEAD + "repeat = 1\n" + SLOT, "x.toml: repeat: ", "true or false"),
        (HEAD + "instructions = [1]\n" + SLOT, "x.toml: instructions: ", "a list of texts"),
        (HEAD + SLOT + SLOT + "pionts = 2\n", "x.toml: slots[2].pionts: ", "did you mean 'points'"),
        (HEAD + SLOT + SLOT.replace("put", "upt"), "x.toml: slots[2].family: ", "did you mean 'conv-output-size'"),
        (HEAD + SLOT.replace("conv-", ""), "x.toml: slots[1].family: ", 'write topic = "output-size"'),
        (HEAD + SLOT.replace("family", "topic"), "x.toml: slots[1].topic: ", 'write family = "conv-output-size"'),
        (HEAD + '[[slots]]\ntopic = "paramters"\nlevel = "easy"\n', "x.toml: slots[1].topic: ", "'parameters'"),
        (HEAD + SLOT + 'topic = "dilation"\n', "x.toml: slots[1]: ", "exactly one of them"),
        (HEAD + SLOT + 'families = ["dilation"]\n', "x.toml: slots[1]: ", "exactly one of them"),
        (HEAD + SLOT.replace("easy", "esy"), "x.toml: slots[1].level: ", "did you mean 'easy'?"),
        (HEAD + SLOT.replace('level = "easy"\n', ""), "x.toml: slots[1].level: ", "missing"),
        (HEAD + SLOT.replace('"easy"', "1"), "x.toml: slots[1].level: ", "a whole number stands where one of"),
        (HEAD + SLOT + 'kind = "multiple"\n', "x.toml: slots[1].kind: ", "write choice or numerical"),
        (HEAD + SLOT + 'kind = "choices"\n', "x.toml: slots[1].kind: ", "did you mean 'choice'?"),
        (
            HEAD + SLOT + "kind = []\n",
            "x.toml: slots[1].kind: ",
            "the kind is empty; write one or several of choice, mu",
        ),
        (
            HEAD + SLOT + 'kind = "choice,"\n',
            "x.toml: slots[1].kind: ",
            "a kind is empty; write one or several of choice, multi",
        ),
        (HEAD + SLOT + 'kind = "zz"\n', "x.toml: slots[1].kind: ", "'zz' is no kind; write one or several of choice, "),
        (HEAD + SLOT + "items = []\n", "x.toml: slots[1].items: ", "the list is empty; write something into it, or"),
        (
            HEAD + '[[slots]]\nfamilies = []\nlevel = "easy"\n',
            "x.toml: slots[1].families: ",
            "the list is empty; write something into it, or leave the key out (line 3)",
        ),
        (HEAD + SLOT + "kind = [1]\n", "x.toml: slots[1].kind: ", "a list of texts"),
        (HEAD + SLOT.replace("easy", "easy,hard"), "x.toml: slots[1].level: ", "a table [[slots]] for each"),
        (HEAD + SLOT.replace('"easy"', '["easy"]'), "x.toml: slots[1].level: ", "a slot has one level; write a table"),
        (HEAD + SLOT.replace("put", "put,x"), "x.toml: slots[1].family: ", "a slot has one family; write families = ["),
        (
            HEAD + '[[slots]]\ntopic = ["a"]\nlevel = "easy"\n',
            "x.toml: slots[1].topic: ",
            "a slot has one topic; write",
        ),
        (HEAD + 'order = "mixed"\n' + SLOT, "x.toml: order: ", 'one of "shuffled", "fixed"'),
        (HEAD + SLOT + 'id = "One two"\n', "x.toml: slots[1].id: ", "is not a slug"),
        (HEAD + (SLOT + 'id = "one"\n') * 2, "x.toml: slots[2].id: ", "another slot has the id 'one'"),
        (HEAD + SLOT + "redraw = -1\n", "x.toml: slots[1].redraw: ", "a whole number from 0 on"),
        (HEAD + SLOT + 'pin = ["a", "a"]\n', "x.toml: slots[1].pin: ", "an item stands here twice"),
        (HEAD + SLOT + "count = 0\n", "x.toml: slots[1].count: ", "0 is not a whole number from 1 to 1000"),
        (HEAD + SLOT + 'count = "3"\n', "x.toml: slots[1].count: ", "a text stands where a whole number"),
        (HEAD + SLOT + "count = true\n", "x.toml: slots[1].count: ", "true or false stands where"),
        (HEAD + SLOT + "count = 1.5\n", "x.toml: slots[1].count: ", "a number stands where a whole number"),
        (HEAD + SLOT + "points = -1\n", "x.toml: slots[1].points: ", "-1 is not a number above zero"),
        (HEAD + SLOT + "points = nan\n", "x.toml: slots[1].points: ", "not a number above zero"),
        (HEAD + SLOT + "points = inf\n", "x.toml: slots[1].points: ", "not a number above zero"),
    ],
)
def test_a_fault_is_one_sentence_with_file_key_and_advice(text: str, place: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text, "x.toml")
    message = str(caught.value)
    assert message.startswith(place)
    assert advice in message
    assert "\n" not in message
    assert caught.value.exit_status == 2


def test_slots_without_an_id_are_called_by_what_they_ask_and_told_apart_by_a_count() -> None:
    named = SLOT + 'id = "conv-output-size-easy-2"\n'
    exam = parse(HEAD + SLOT + SLOT + named + SLOT + 'kind = "choice"\npoints = 2\n', "x.toml")
    names = ["conv-output-size-easy", "conv-output-size-easy-3", "conv-output-size-easy-2"]
    assert [slot.id for slot in exam.slots] == [*names, "conv-output-size-easy-choice"]
