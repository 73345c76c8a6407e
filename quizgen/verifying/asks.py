"""What a stem asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from quizgen.verifying.problem import Doubtful, Wanted
from quizgen.verifying.taking import ASKED, Taking

_SIZE = r"(?:sizes?|shapes?|dimensions?|height|width|sides?|side length|length|resolution|extent)"
_SIZES = (
    rf"(?:spatial |exact )?{_SIZE}(?: (?:and|x|,) (?:the )?{_SIZE})*(?: \( ?(?:height x width|height , width) ?\))?"
)
_MAP = r"(?:feature maps?|activation maps?|maps?|volume|image|tensor|matrix|layer)"
_OUTPUT = (
    r"(?:the |its |each |this )?(?:(?:final|last|resulting|convolved) )?"
    rf"(?:output|outputs|result|resulting|final|convolved)(?: {_MAP})*"
)
_LEARNED = r"(?:(?:learnable|trainable|free|total|different) )*"
_PARAMETERS = (
    r"(?:parameters \( weights (?:and|\+) bias(?:es)? \)|parameters , weights and biases ,"
    r"|weights and bias(?:es)?(?: parameters)?|weights|parameters|params)"
)
_PRODUCTS = (
    r"(?:macs|multiply accumulate operations(?: \( macs \))?|multiply accumulates|multiply adds?|scalar multiplications"
    r"|multiplications)"
)
_VALUES = r"(?:values|numbers|elements|entries|activations|neurons|units|output values|output neurons|output units)"
_FIELD = r"(?:effective )?(?:size of the )?(?:effective )?receptive field(?: size)?"
_PHRASES: tuple[tuple[Wanted, str], ...] = (
    ("field", rf"how many input (?:pixels|positions|rows|columns) (?:does|do) (?:the )?{_FIELD}"),
    ("field", r"how many positions does (?:its|the) kernel span"),
    (
        "field",
        r"(?:effective (?:kernel|filter) size|effective size of the (?:kernel|filter)|effective (?:kernel|filter))",
    ),
    ("field", _FIELD),
    ("parameters", rf"(?:total )?number of {_LEARNED}{_PARAMETERS}"),
    ("parameters", rf"how many {_LEARNED}{_PARAMETERS}"),
    ("parameters", rf"{_LEARNED}parameter count"),
    ("macs", rf"(?:how many|(?:total )?number of) {_PRODUCTS}"),
    ("values", rf"how many {_VALUES} (?:does|do|are|will|has) (?:there )?(?:be )?(?:in )?{_OUTPUT}"),
    ("values", rf"(?:total )?number of {_VALUES} (?:in|of) {_OUTPUT}"),
    ("size", rf"how many (?P<axis>rows|columns|pixels high|pixels wide) (?:does|do|will|has|is) {_OUTPUT}"),
    ("size", rf"(?P<axis>{_SIZES}) of {_OUTPUT}"),
    ("size", rf"(?:spatial )?(?:output|resulting|final)(?: {_MAP})*(?: spatial)? (?P<axis>{_SIZES})"),
    ("size", rf"(?P<axis>{_SIZES}) (?:does|do|will|has|is) {_OUTPUT}"),
    ("size", rf"(?P<axis>{_SIZES}) of the (?:{_MAP} )+after"),
    ("size", rf"how (?P<axis>large|big|wide|high) (?:is|are|will|does) {_OUTPUT}"),
    ("size", r"(?:output|resulting)(?: (?:volume|feature map|image))?(?= [?.])"),
    ("size", r"(?:output|resulting) (?:volume|feature map)(?= (?:when|if|after|for|given))"),
)
_ASKING = r"(?:what|which|how|calculate|compute|determine|find|give|state|report|derive|work out|name)"
_SENTENCE = re.compile(r"[^.?;:]*[.?;:]?")


class Ask(Struct, frozen=True):
    """What is asked for, the words of the sentence that asks, and the axis, 0 for height, where it asks for one."""

    wanted: Wanted
    sentence: str
    phrase: str
    axis: int | None


def ask(text: Taking) -> Ask:
    """The one thing that is asked for; raises Doubtful where it is none, several or another."""
    if text.text.count("?") > 1:
        raise Doubtful
    found = list(_found(text))
    if len(found) != 1:
        raise Doubtful
    return found[0]


def _found(text: Taking) -> Iterator[Ask]:
    for wanted, phrase in _PHRASES:
        before = text.text
        for match in text.take(phrase, ASKED):
            sentence = _sentence(before, match[0])
            if not re.search(rf" {_ASKING} |\?", sentence):
                raise Doubtful
            yield Ask(wanted, sentence, match[0], _axis(match.groupdict().get("axis") or ""))


def _sentence(text: str, phrase: str) -> str:
    return next((f" {one[0]} " for one in _SENTENCE.finditer(text) if f" {phrase} " in f" {one[0]} "), "")


def _axis(words: str) -> int | None:
    high, wide = (re.search(pattern, words) for pattern in ("height|rows|high", "width|columns|wide"))
    if bool(high) == bool(wide):
        return None
    return 0 if high else 1
