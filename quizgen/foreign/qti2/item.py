"""An item of QTI 2 or 3."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec.structs import replace

from quizgen.foreign.beside import Beside, pictures
from quizgen.foreign.judged.fields import Field
from quizgen.foreign.judged.playing import UnknownError
from quizgen.foreign.judged.trials import trials
from quizgen.foreign.judged.worth import Judged, declared, judged
from quizgen.foreign.model import Foreign, Passage, Unasked
from quizgen.foreign.passages import passages
from quizgen.foreign.qti2.fields import fields
from quizgen.foreign.qti2.names import renamed
from quizgen.foreign.qti2.playing import FEEDBACK, Player, key
from quizgen.foreign.qti2.texts import OURS, passage, stem
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.tree import Element

_OWN = ("toolName", "toolVersion", "adaptive", "timeDependent", "lang", "label")


def question(root: Element, category: str, beside: Beside, remarks: Remarks) -> Foreign:
    """The question of an item; what is wrong in it is remarked."""
    item = renamed(root)
    remarks.question = " ".join((item.get("title") or item.get("identifier")).split())
    places = fields(item)
    text, gaps = stem(item, places)
    player = Player(item)
    answered, points = _judged(item, places, player, remarks, gaps=gaps)
    if not places:
        remarks.add("no-interaction", "nothing is answered in this item", item.line, "note")
    texts = (text, answered.general, answered.right, answered.wrong, *passages(answered.asked))
    made = Foreign(
        sort=places[0].sort if len({one.sort for one in places}) == 1 else "itemBody",
        name=remarks.question,
        line=item.line,
        stem=text,
        asked=answered.asked,
        points=points,
        general=answered.general,
        right=answered.right,
        wrong=answered.wrong,
        idnumber=item.get("identifier"),
        category=category,
        pictures=tuple(pictures(texts, beside, remarks)),
        own=_own(item) | ({"marking": "together"} if answered.together else {}) | _unseen(item, answered),
    )
    remarks.question = ""
    return made


def _judged(
    item: Element, places: list[Field], player: Player, remarks: Remarks, *, gaps: bool
) -> tuple[Judged, Fraction]:
    said = {key(one): text for one in item.within(*FEEDBACK) if (text := _feedback(one)).source}

    def told(keys: Iterable[str]) -> Passage | None:
        wanted = {*keys}
        return _joined([text for name, text in said.items() if name in wanted])

    points = player.most or Fraction(1)
    if not places or all(one.kind == "none" for one in places):
        return Judged(Unasked(places[0].sort if places else "item"), None, None, None, together=False), points
    try:
        found = trials(player, places)
        return judged(places, found, told, gaps=gaps), player.most or found.most or Fraction(1)
    except UnknownError as error:
        words = f"what answers are worth is not read, for it is worked out by {shown(str(error))}: see to it by hand"
        remarks.add("processing-unread", words, item.line, "warning")
        return Judged(declared(places, gaps=gaps), None, None, None, together=False), points


def _feedback(element: Element) -> Passage:
    """A feedback's text; a block within it is not seen as a feedback of its own."""
    found = passage(element.first("contentBody") or element)
    return replace(found, line=element.line) if not found.source else found


def _joined(texts: list[Passage]) -> Passage | None:
    if len(texts) < 2:
        return texts[0] if texts else None
    return Passage("\n".join(one.source for one in texts), "html", texts[0].line)


def _unseen(item: Element, answered: Judged) -> dict[str, str]:
    """How many feedbacks are shown for certain answers to several fields alone, and where the first stands."""
    if answered.seen is None:
        return {}
    found = [one for one in item.within(*FEEDBACK) if key(one) not in answered.seen and _feedback(one).source]
    return {"unseen": str(len(found)), "unseen@line": str(found[0].line)} if found else {}


_LINKED = "OWN_"
"""How quizgen calls what it works out from a learner's own earlier answers."""


def _own(item: Element) -> dict[str, str]:
    found = {name: item.get(name) for name in _OWN if item.get(name)}
    prompts = [passage(one).source for one in item.within("prompt")]
    if prompts and item.get("toolName") == OURS:
        found["prompt"] = prompts[0]
    processing = item.first("responseProcessing")
    if processing is not None and processing.get("template"):
        found["template"] = processing.get("template")
    if processing is not None and any(
        one.get("identifier").startswith(_LINKED) for one in processing.within("variable")
    ):
        found["linked"] = "true"
    return found
