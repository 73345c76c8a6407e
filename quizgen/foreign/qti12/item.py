"""An item of QTI 1.2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from quizgen.foreign.beside import Beside, pictures
from quizgen.foreign.judged.fields import Field
from quizgen.foreign.judged.playing import UnknownError
from quizgen.foreign.judged.trials import trials
from quizgen.foreign.judged.worth import Judged, declared, judged
from quizgen.foreign.model import Foreign, Passage, Unasked
from quizgen.foreign.numbers import number
from quizgen.foreign.passages import passages
from quizgen.foreign.qti12.blanks import blanks, typed
from quizgen.foreign.qti12.fields import BLANKS, MENUS, fields, hints
from quizgen.foreign.qti12.playing import Player
from quizgen.foreign.qti12.texts import RESPONSES, gapped, passage
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.tree import Element

TYPE = ("question_type", "qmd_itemtype", "QUESTIONTYPE", "interaction_type", "bbmd_questiontype")
POINTS = ("points_possible", "qmd_weighting", "qmd_absolutescore_max", "bbmd_score_max")
UNASKED = {"text_only_question", "essay_question", "file_upload_question", "calculated_question", "Essay"}
_CANVAS = {"general": "general_fb", "right": "correct_fb", "wrong": "general_incorrect_fb"}
"""Feedback that Canvas shows by its name alone."""


def question(item: Element, category: str, beside: Beside, remarks: Remarks) -> Foreign:
    """The question of an item; what is wrong in it is remarked."""
    own = metadata(item)
    name = item.get("title") or item.get("ident")
    remarks.question = " ".join(name.split())
    sort = next((own[one] for one in TYPE if own.get(one)), "")
    said = {one.get("ident"): found for one in item.within("itemfeedback") if (found := passage(one))}
    stem, places = _stem(item, sort)
    answered = _judged(item, sort, places, said, remarks)
    texts = (stem, answered.general, answered.right, answered.wrong, *passages(answered.asked))
    made = Foreign(
        sort=sort or (places[0].sort if places else "item"),
        name=remarks.question,
        line=item.line,
        stem=stem,
        asked=answered.asked,
        points=_points(own, item, remarks),
        general=answered.general,
        right=answered.right,
        wrong=answered.wrong,
        hints=tuple(hints(item)),
        tags=tuple(one.strip() for one in own.get("qmd_keywords", "").split(",") if one.strip()),
        idnumber=item.get("ident"),
        category=category,
        pictures=tuple(pictures(texts, beside, remarks)),
        own=own | ({"marking": "together"} if answered.together else {}),
    )
    remarks.question = ""
    return made


def metadata(item: Element) -> dict[str, str]:
    """What the item says of itself, by its own labels."""
    found: dict[str, str] = {}
    for field in item.within("qtimetadatafield"):
        label, entry = field.first("fieldlabel"), field.first("fieldentry")
        if label and entry:
            found.setdefault(label.text.strip(), entry.text.strip())
    for holder in item.all("itemmetadata"):
        for one in holder:
            if one.text.strip():
                found.setdefault(one.name, one.text.strip())
    return found


def _stem(item: Element, sort: str) -> tuple[Passage, list[Field]]:
    """The text of the question, with marks for its gaps where it has several fields that are no pairs."""
    presentation, places = item.first("presentation"), fields(item, sort)
    none = Passage("", "html", presentation.line if presentation else item.line)
    found = passage(presentation, RESPONSES) or none
    if presentation is None or sort in {BLANKS, MENUS}:
        return (blanks(found, places), places)
    if len(places) > 1 and not (all(one.kind == "one" and one.beside for one in places)):
        source, line = gapped(presentation)
        return Passage(source, "html", line), places
    if len(places) == 1 and places[0].beside and not found.source:
        return places[0].beside, places
    return found, places


def _judged(item: Element, sort: str, places: list[Field], said: Mapping[str, Passage], remarks: Remarks) -> Judged:
    def told(idents: Iterable[str]) -> Passage | None:
        texts = [said[one] for one in said if one in {*idents}]
        return texts[0] if len(texts) == 1 else _joined(texts) if texts else None

    if not places or sort in UNASKED or all(_is_open(one) for one in places):
        general = said.get(_CANVAS["general"])
        return Judged(Unasked(sort or (places[0].sort if places else "item")), general, None, None, together=False)
    try:
        found = judged(places, trials(Player(item), places), told)
    except UnknownError as error:
        words = f"what answers are worth is not read, for the conditions have {shown(str(error))}: see to it by hand"
        remarks.add("processing-unread", words, item.line, "warning")
        found = Judged(declared(places), None, None, None, together=False)
    asked = typed(found.asked, places) if sort == BLANKS else found.asked
    shown_ = {name: getattr(found, name) or _by_name(said, ident, found) for name, ident in _CANVAS.items()}
    return Judged(asked, shown_["general"], shown_["right"], shown_["wrong"], found.together)


def _is_open(field: Field) -> bool:
    """Whether nothing that is answered there can be right or wrong by itself."""
    return field.kind == "none" or (field.kind == "words" and not field.foreseen)


def _by_name(said: Mapping[str, Passage], ident: str, found: Judged) -> Passage | None:
    """Feedback that no condition shows and that Canvas knows by its name."""
    text = said.get(ident)
    used = {one.source for one in passages(found.asked)}
    return text if text and text.source not in used else None


def _joined(texts: list[Passage]) -> Passage:
    return Passage("\n".join(one.source for one in texts), texts[0].markup, texts[0].line)


def _points(own: Mapping[str, str], item: Element, remarks: Remarks) -> Fraction:
    written = next((own[one] for one in POINTS if own.get(one)), "1")
    found = number(written)
    if found is None:
        remarks.add("number-unreadable", f"the points {shown(written)} are no number with a decimal point", item.line)
    return Fraction(1) if found is None else found
