"""What lists of questions show, in Moodle and elsewhere: names that a person can scan, and what records know them by.

A list shows some sixty characters, so that what tells questions apart comes early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.frames import ENGLISH, frame
from quizgen.formats.shorthand.writing import Given
from quizgen.formats.titles import spelled, titled
from quizgen.layers import is_layer
from quizgen.model import IN_WORDS, Form, Item, Question

LONGEST_NAME, LONGEST_IDNUMBER = 200, 100
LONGEST = 60
MARK = 4
"""Characters that tell a name which had to be shortened from others."""
FEW = 3
"""Words of a title that leave open what they are about, such as “what is halved”."""
FILE = "-concepts"
"""The end of the name of a file of items in words."""
ASKED: Mapping[str, str] = {
    "channels_and_size": "Shape",
    "layer_normalized_value": "Layer normalised value",
    "normalized_value": "Batch normalised value",
    "flops": "FLOPs",
    "macs": "MACs",
    "numbers_in_matrix": "im2col matrix",
    "printed": "Program prints",
    "row": "Row seen",
    "running_statistic": "Statistic",
    "side_parameters_field": "Side, parameters, field",
    "start": "Start of the field",
}
"""Headings of quantities whose name in the JSON would be none."""
VALUE: Mapping[str, str] = {
    "AvgPool2d": "Average pooling value",
    "Conv2d": "Convolution value",
    "MaxPool2d": "Max pooling value",
}
"""Headings where one layer's value is asked for: the layer is what tells such questions apart."""
# By two or three consonants, such as 'bn-', the author of a file tells its ids from those of other files.
_MARK = re.compile(r"\A(?!vgg)[b-df-hj-np-tv-xz]{2,3}-")


def name(item: Item, place: str = "", language: str = ENGLISH) -> str:
    """A question's name: its place in an exam if it has one, what is asked, the numbers that vary, the level.

    Where these are too many there are the most telling ones and a mark of four characters, so that no other question
    has the name. But for the place and the room that it leaves it is the same in every file of one language that holds
    the question.
    """
    before, after = f"{place} " if place else "", f", {frame(language).level(item.level)}"
    return f"{before}{_heading(item.question, LONGEST - len(before) - len(after))}{after}"


def places(form: Form) -> Iterator[str]:
    """``A07`` is the seventh question of form A, ``4711-07`` of a student's own.

    Only an exam has an order that matters.
    """
    digits, own = max(2, len(str(len(form.items)))), plain(form.name, 20)
    before = f"{own}-" if form.student or own[-1:].isdigit() else own
    for number in range(1, len(form.items) + 1):
        yield f"{before}{number:0{digits}}" if form.ordered else ""


def _heading(question: Question, room: int) -> str:
    if question.asks == IN_WORDS:
        return plain(_title(question, room), room)
    which = _which(question)
    asked, given = _asked(question, which=which), Given.of(question)
    numbers = given.numbers()
    whole = plain(f"{asked}: {numbers}" if numbers else asked, LONGEST_NAME)
    if len(whole) <= room and not which:
        return whole
    mark = f" #{_digest(question)}"
    short = whole if len(whole) + len(mark) <= room else f"{asked}: {given.few()}"
    return f"{plain(short, room - len(mark))}{mark}"


def _digest(question: Question) -> str:
    return fingerprint("\x1f".join([question.id, *(repr(option.value) for option in question.options)]))[:MARK]


def _title(question: Question, room: int) -> str:
    """The title of an item in words: behind its file's where its id has a mark for that and the title few words."""
    file, slug = question.family, question.id.removeprefix(f"{question.family}-")
    own = _MARK.sub("", slug)
    both = f"{titled(file.removesuffix(FILE))}: {spelled(own)}"
    return both if own != slug and len(spelled(own).split()) <= FEW and len(both) <= room else titled(own)


def _asked(question: Question, *, which: bool) -> str:
    asked = _value(question) or ASKED.get(question.asks) or question.asks.replace("_", " ").capitalize()
    if which:
        return f"Which layer, {asked if asked.isupper() or asked[1:2].isupper() else asked.lower()}"
    return asked


def _value(question: Question) -> str:
    layers: Sequence[Mapping[str, str]] = question.params.get("layers", ()) if question.asks == "value" else ()
    return VALUE.get(layers[0]["type"], "") if len(layers) == 1 else ""


def _which(question: Question) -> bool:
    """Whether it is to be said which layer does something: what is on offer then varies, too."""
    return any(is_layer(kind) for kind in {type(option.value) for option in question.options})


def plain(words: str, longest: int) -> str:
    """Words without what Moodle takes for markup, on one line and not too long.

    A '<' begins a tag, and the rest of a name would be dropped; a tag may not hold '`' either.
    """
    line = " ".join(words.replace("<", "‹").replace(">", "›").replace("`", "'").split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def idnumber(item: Item) -> str:
    """The item's id, kind and a digest of its options: what the course's records know the question by."""
    question = item.question
    options = "\x1f".join([repr(option.value) for option in question.options])
    wanted = f"{question.id}-{question.kind}-{fingerprint(options)}"
    return wanted if len(wanted) <= LONGEST_IDNUMBER and len(wanted.split()) == 1 else fingerprint(wanted, 20)
