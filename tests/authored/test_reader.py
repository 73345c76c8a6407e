"""A file is read whole, or refused in one sentence that says where and what to write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from quizgen.answers import CORRECT, Option
from quizgen.authored import Concepts
from quizgen.authored.answers import NO_MATCH
from quizgen.authored.layouts import OneRight, Pairs, SeveralRight, StepsInOrder, TrueOrFalse
from quizgen.authored.reader import read, read_head
from quizgen.errors import QuizgenError, UsageError
from quizgen.text import Text

Write = Callable[..., Path]


def test_a_whole_file_is_read(write: Write) -> None:
    found = read(write())
    assert (found.head.title, found.head.topic) == ("Batch normalisation", "normalisation")
    assert found.head.description == "What the layer does in training and in evaluation."
    assert found.head.weight == "common"
    choice, *_ = found.items
    assert [item.kind for item in found.items] == ["choice", "multiple", "choice", "ordering", "matching"]
    assert (choice.id, choice.level, choice.covers) == ("which-statistics", "easy", ("L714", "L729"))
    assert [item.two_sided for item in found.items] == [False, False, True, False, False]
    assert (choice.source, choice.tags) == ("Ioffe and Szegedy (2015), section 3.1", ("inference",))


def slips(options: Iterable[Option]) -> list[tuple[str, str]]:
    """The mistake of each option and its concept."""
    return [(option.slip.id, option.slip.concept.id) for option in options if option.slip]


def test_every_kind_is_read_with_its_mistakes_and_their_concepts(write: Write) -> None:
    choice, multiple, true_false, ordering, _ = (item.answer for item in read(write()).items)
    assert isinstance(choice, OneRight)
    assert slips(choice.wrong) == [
        ("uses-the-batch", "norm-uses"),
        ("is-off", "own-idea"),
        ("is-standardised", "norm-uses"),
        ("keeps-the-last", "norm-uses"),
    ]
    assert (choice.right.slip, choice.right.feedback) == (None, CORRECT)
    assert isinstance(multiple, SeveralRight)
    assert [option.text.template for option in multiple.right] == ["The scale $gamma$", "The shift $beta$"]
    assert slips(multiple.options) == [("buffers-are-learned", "norm-uses"), ("batch-size-is-learned", "norm-uses")]
    assert isinstance(true_false, TrueOrFalse)
    assert [option.text.template for option in true_false.options if option.slip is None] == ["False"]
    assert true_false.slip.id == "needs-a-batch"
    assert isinstance(ordering, StepsInOrder)
    assert (len(ordering.right), ordering.slip.id, ordering.slip.concept.id) == (4, "scales-first", "norm-uses")


def test_each_pair_has_its_own_mistake_and_what_is_left_over_a_common_one(write: Write) -> None:
    matching = read(write()).items[-1].answer
    assert isinstance(matching, Pairs)
    assert matching.prompts[2] == Text("`InstanceNorm2d`")
    assert slips(matching.right) == [
        ("batch-norm-axes", "norm-axes"),
        ("layer-norm-axes", "norm-axes"),
        ("instance-norm-axes", "norm-axes"),
    ]
    assert matching.right[2].feedback == Text("Each sample and channel has its own.")
    assert slips(matching.extra) == [("matches-what-belongs-nowhere", "nothing-left-over")]
    assert [option.feedback for option in matching.extra] == [NO_MATCH]


def test_an_authors_own_concept_comes_with_its_name_and_meaning(write: Write) -> None:
    answer = read(write()).items[0].answer
    assert isinstance(answer, OneRight)
    (own,) = (option.slip.concept for option in answer.wrong if option.slip and option.slip.id == "is-off")
    assert own.name == "takes one layer for another"
    assert own.meaning == Text("Dropout and batch normalisation do different things in evaluation.")


def test_the_head_is_read_without_the_items(write: Write) -> None:
    path = write()
    path.write_text(path.read_text(encoding="utf-8") + "[[item]]\nid = \n", encoding="utf-8")
    assert read_head(path).topic == "normalisation"
    with pytest.raises(QuizgenError, match="this is not TOML"):
        read(path)


def test_a_name_that_is_no_slug_is_refused(write: Write) -> None:
    with pytest.raises(QuizgenError, match=r"Batch Norm.toml: a file's name begins its items' ids; write small"):
        read(write(name="Batch Norm.toml"))


def test_a_topic_of_ones_own_and_no_claims_are_allowed(write: Write) -> None:
    text = write().read_text(encoding="utf-8")
    text = text.replace('topic = "normalisation"', 'topic = "my-topic"').replace('covers = ["L709"]\n', "")
    found = read(write(text))
    assert found.head.topic == "my-topic"
    assert {item.id for item in found.items if not item.covers} == {"what-is-learned"}


@pytest.mark.parametrize("weight", ["core", "special"])
def test_a_file_says_how_often_it_is_drawn(write: Write, weight: str) -> None:
    text = write().read_text(encoding="utf-8")
    path = write(text.replace("[[concept]]", f'weight = "{weight}"\n[[concept]]', 1))
    assert Concepts(path).weight == weight


def test_what_is_no_file_is_told_apart(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write()
    os.mkfifo(tmp_path / "pipe.toml")
    for name, reason in {
        "missing.toml": "there is no file",
        "": "is a folder",
        "pipe.toml": "is no regular file",
        "normalisation.toml/x.toml": "there is no file",
    }.items():
        with pytest.raises(UsageError, match=reason) as caught:
            read(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)

    def closed(path: Path, *_: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(UsageError, match=r"normalisation.toml cannot be read: permission denied; name"):
        read(path)


def test_bytes_that_are_no_text_are_refused(write: Write) -> None:
    path = write()
    path.write_bytes(b"title = '\xff'")
    with pytest.raises(QuizgenError, match=r"normalisation.toml: this is not UTF-8 at byte 9"):
        read(path)


def test_a_file_with_a_byte_order_mark_is_the_same_file(write: Write) -> None:
    path = write()
    plain = read(path)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read(path) == plain
    assert read_head(path) == plain.head


FAULTS = [
    ('title = "Batch normalisation"', 'titel = "B"', "titel", "did you mean 'title'"),
    ('title = "Batch normalisation"', "title = 3", "title", "a whole number stands where a text in quotes is expected"),
    ('topic = "normalisation"', 'topic = "Batch norm"', "topic", "write small letters and digits"),
    ("[[concept]]", 'weight = "cor"\n[[concept]]', "weight", "did you mean 'core'?"),
    ('id = "which-statistics"\n', "", "item[1].id", "this key is missing; write a text in quotes"),
    ('id = "which-statistics"', 'id = "Which one"', "item[1].id", "write small letters and digits"),
    ('id = "what-is-learned"', 'id = "which-statistics"', "item[2].id", "the id of an earlier item too"),
    ('level = "easy"', 'level = "easier"', "item 'which-statistics'.level", "did you mean 'easy'?"),
    ('kind = "choice"', 'kind = "choise"', "item 'which-statistics'.kind", "did you mean 'choice'?"),
    ('covers = ["L714", "L729"]', "covers = 3", "item 'which-statistics'.covers", "a text or a list of texts"),
    ('covers = ["L714", "L729"]', 'covers = ["714"]', "item 'which-statistics'.covers", "write L and a line"),
    ('tags = ["inference"]', "tags = [1]", "item 'which-statistics'.tags", "a list of texts"),
    ('source = "Ba et al. (2016)"', 'source = " "', "item 'layer-norm-and-batch'.source", "the text is empty"),
    ('key = "The running averages"', "key = 3", "item 'which-statistics'.key", "a whole number stands where a text"),
    ('key = "The running averages"\n', "", "item 'which-statistics'.key", "this key is missing"),
    ("after `model.eval()`?", "after `model.eval()`.", "item 'which-statistics'.stem", "write a question with '?'"),
    ("$gamma*x_hat + beta$", "$gamma*$", "item 'which-statistics'.explanation", "mend the text or the formula"),
    ("$gamma*x_hat + beta$", "{gamma}", "item 'which-statistics'.explanation", "write shapes as `(N, C, H, W)`"),
    ("$gamma*x_hat + beta$", "`gamma", "item 'which-statistics'.explanation", "that is not closed; mend the text"),
    ('"Those of the batch"', '"- Those"', "item 'which-statistics'.distractor[1].text", "one paragraph"),
    ('"Those of the batch"', '"None"', "item 'which-statistics'.distractor", "'None' stands here twice"),
    ('"Those of the batch"', '"**None**"', "item 'which-statistics'.distractor", "'None' stands here twice"),
    ('"Those of the batch"', '"The running averages"', "item 'which-statistics'.distractor", "stands here twice"),
    ('"uses-the-batch"', '"is-off"', "item 'which-statistics'.distractor", "two of them name the misconception"),
    ('"uses-the-batch"', '"Uses it"', "item 'which-statistics'.distractor[1].misconception", "is not a slug"),
    ('concept = "own-idea"', 'concept = "own-ideas"', "item 'which-statistics'.distractor[2].concept", "no concept"),
    ('concept = "own-idea"', 'concept = "norm-use"', "item 'which-statistics'.distractor[2].concept", "'norm-uses'"),
    ('concept = "own-idea"\n', "", "item 'which-statistics'.distractor[2].concept", "this key is missing"),
    ('id = "own-idea"', 'id = "Own idea"', "concept[1].id", "is not a slug"),
    ('name = "takes one layer for another"\n', "", "concept[1].name", "this key is missing"),
    ('meaning = "Dropout', 'meening = "Dropout', "concept[1].meening", "did you mean 'meaning'?"),
    ('misconception = "batch-norm-axes"\n', "", "item 'axes'.pair[1].misconception", "this key is missing"),
    ("is what training uses.", "is used", "item 'which-statistics'.distractor[1].feedback", "exactly one sentence"),
    ("is what training uses.", "is. Used.", "item 'which-statistics'.distractor[1].feedback", "exactly one sentence"),
    ('feedback = "The batch is', 'feed = "The batch is', "item 'which-statistics'.distractor[1].feed", "'feedback'?"),
    ('key = ["The scale $gamma$", "The shift $beta$"]', "key = []", "item 'what-is-learned'.key", "write 1 to 6"),
    ('key = ["The scale $gamma$", ', "key = [", "item 'what-is-learned'.distractor", "3 options in all; write 4 to 6"),
    ("key = false", 'key = "false"', "item 'layer-norm-and-batch'.key", "a text stands where true or false"),
    ("key = false\n", "", "item 'layer-norm-and-batch'.key", "write true or false"),
    ("True or false: `L", "Does `L", "item 'layer-norm-and-batch'.stem", 'begins with "True or false:"'),
    ("the batch size.", "the batch size?", "item 'layer-norm-and-batch'.stem", "states something"),
    ("the batch size.", "the batch size", "item 'layer-norm-and-batch'.stem", 'ends with "."'),
    ('"Take the variance.", ', "", "item 'steps'.key", "there are 3 texts; write 4 to 6 in a list"),
    ('"Take the variance."', '"Take the mean."', "item 'steps'.key", "stands here twice"),
    ('misconception = "scales-first"\n', "", "item 'steps'.misconception", "this key is missing"),
    ('prompt = "`LayerNorm`"', 'prompt = "`BatchNorm2d`"', "item 'axes'.pair", "stands here twice"),
    ('answer = "Height and width"', 'answer = "Channels only"', "item 'axes'.pair", "stands here twice"),
    ('extra = ["Channels only"]', 'extra = ["a", "b", "c"]', "item 'axes'.extra", "write 0 to 2"),
    ('answer = "Height and width"', 'anwser = "H"', "item 'axes'.pair[3].anwser", "did you mean 'answer'?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "advice"), FAULTS)
def test_a_fault_is_one_sentence_with_file_item_key_and_advice(
    write: Write, old: str, new: str, place: str, advice: str
) -> None:
    path = write()
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(QuizgenError) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: {place}: ")
    assert advice in message
    assert "\n" not in message


def with_distractors(path: Path, kind: str, number: int) -> Path:
    """The file with its first item of that kind alone, and as many of its distractors."""
    head, *parts = path.read_text(encoding="utf-8").split("[[item]]")
    part = next(part for part in parts if f'kind = "{kind}"' in part)
    first, *distractors = part.split("[[item.distractor]]")
    kept = "[[item.distractor]]".join([first, *distractors[:number]])
    path.write_text(f"{head}[[item]]{kept}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "number", "message"),
    [
        ("choice", 2, "a choice item needs 3 tables [[item.distractor]] at least, and there are 2"),
        ("multiple", 1, "there are 3 options in all; write 4 to 6"),
    ],
)
def test_too_few_distractors_are_counted(write: Write, kind: str, number: int, message: str) -> None:
    path = with_distractors(write(), kind, number)
    with pytest.raises(QuizgenError) as caught:
        read(path)
    assert message in str(caught.value)


def test_of_several_options_all_may_be_right(write: Write) -> None:
    path = with_distractors(write(), "multiple", 0)
    shorter = path.read_text(encoding="utf-8")
    path.write_text(shorter.replace('"The shift $beta$"]', '"The shift $beta$", "The kernel", "The bias"]'), "utf-8")
    (item,) = read(path).items
    assert isinstance(item.answer, SeveralRight)
    assert (len(item.answer.right), item.answer.wrong, item.slips) == (4, (), ())


def test_too_few_pairs_are_counted(write: Write) -> None:
    path = write()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.rpartition("[[item.pair]]")[0], encoding="utf-8")
    with pytest.raises(QuizgenError, match=r"'axes'.pair: a matching item needs 3 to 6 .*, and there are 2 "):
        read(path)


def test_a_file_without_items_is_refused(write: Write) -> None:
    path = write()
    path.write_text(path.read_text(encoding="utf-8").partition("[[item]]")[0], encoding="utf-8")
    with pytest.raises(QuizgenError, match=r"item: a file of authored items needs a table \[\[item\]\]"):
        read(path)
