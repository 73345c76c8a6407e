"""The input that a stem tells of, and its conventions."""

from __future__ import annotations

import re

from quizgen.verifying.problem import Axes, Doubtful, Problem
from quizgen.verifying.taking import Taking, axes, put

_COLOURS = r"(?:rgb|colou?r|gr[ae]yscale|gr[ae]y|input|square|single)"
_CHANNELS = (
    r"(?: (?:with|and|having|has|that has|containing) (?P<c>{N}) (?:input |colou?r |feature )?(?:channels?|maps?))?"
)
_OF = r"(?: (?:of|with|has|have|is|are|having|=|:|a|an|the|spatial|that|size|shape|dimensions?|resolution))*"
_FILTER = r"(?! (?:square |kernel|filter|window|conv|max|average|avg|mean|region|pool|transposed|dilated|strided))"
_HAVING = r"(?:with|of|has|having)"
_SIZED = r"(?: (?:and|,|of|with))*(?: (?:spatial|size|shape|of|a))*"
_LARGE = (
    rf"(?P<s>{{D}}|{{T}})(?: pixels?)?(?: (?P<colour>{_COLOURS}))* {{MAP}}(?: {{MAP}})*{_CHANNELS}",
    rf"(?:(?P<colour>{_COLOURS}) )*{{MAP}}(?: {{MAP}})*{_OF} (?P<s>{{D}}|{{T}}){_FILTER}(?: pixels?)?{_CHANNELS}",
    rf"(?:(?P<colour>{_COLOURS}) )*{{MAP}}(?: {{MAP}})* {_HAVING} (?P<c>{{N}}) channels?{_SIZED} (?P<s>{{D}})",
)
_OF_LAYER = (
    r"inputs?(?: {MAP})* (?:to|of|for) (?:a|the|this|our) (?P<keep>(?:[a-z]+ )*(?:layer|network|cnn))"
    rf"{_OF} (?P<s>{{D}}|{{T}}){_FILTER}{_CHANNELS}"
)
_SIDES = r"(?:size|sides?|side length|width|height|height and width|width and height)(?: (?:of|=|:|is|are|both))*"
_SIDE = (
    rf"{{MAP}}(?: {{MAP}})*(?: (?:of|with|has|have|is|having|a|an|the|spatial))* {_SIDES} (?P<s>{{N}})(?: pixels?)?",
    r"(?:n|w|h|n_in|w_in|h_in) = (?P<s>{N})",
)
_LENGTH = (
    r"(?:sequence|signal|input|row)s?(?: (?:of|with|has|is|a|the))* length(?: (?:of|=|is))* (?P<s>{N})" + _CHANNELS
)
_COUNTED = rf"(?P<c>{{N}}) channel(?: (?P<s>{{D}}))?(?: {_COLOURS})* {{MAP}}"
_ALONE = r"(?:inputs?|images?) (?:with|of|has|having) (?P<c>{N}) (?:input )?channels?"
_FIRST = r"(?:\( )?channels? , height ,(?: and)? width(?: \))?|(?:, )?channels? first"
_LAST = r"(?:\( )?(?:height , width ,|height x width x) (?:and )?(?:channels?|depth)(?: \))?"
_TAKEN_IN = (
    r" (?:inputs?|images?|samples?|pictures?|signal|sequence|applied (?:to|on)"
    r"|(?:goes|passes|passed|go|pass|sent) through|(?:given|fed|passed) (?:to|into)|is given|takes|receives) "
)
_ORDINARY = r"an ordinary (?:kernel|layer|convolution)(?: without holes)?"
_EXPLAINED = (
    rf"(?:\( )?(?:, where )?dilation = 1 (?:is|would be) {_ORDINARY}(?: ;)?(?: \.)?(?: \))?",
    r"(?:as in pytorch ,? ?)?padding counts (?:the |what is )?(?:zeros |positions )?(?:added )?on each side",
    r"(?:\( )?height x width(?: \))?|height , width|\( pooling has ceil_mode = false \)",
    r"for one (?:image|sample|input)|of one sample|one sample",
    r"far away from the border of the image|along one axis|holes included|one unit|from its first tap to its last",
    r"(?:stacked )?on top of each other|with respect to the input",
    r"square (?:kernels?|filters?|inputs?)",
    r"one mac \( multiply accumulate operation \) is one multiplication with one addition",
    r"convolutional (?:neural )?network|convolution operation|a stack of",
)
_FLOOR = (
    r"(?:a )?fractions?(?: in (?:a|the) (?:maps|outputs) size)? (?:is|are) rounded down",
    r"all arguments have the meaning that pytorch gives them",
    r"(?:by |with )?round(?:s|ed|ing)? down|(?:use|using|take|taking) (?:the )?floor",
)
_DEFAULTS = r"all other (?:settings|arguments|parameters) (?:are|have) (?:pytorchs|their|the) defaults?(?: values?)?"
_DEFAULTED = r"with (?:pytorchs )?defaults? (?:settings|arguments)"


def conventions(text: Taking, problem: Problem) -> None:
    """Takes what is explained and not asked; what it changes is noted."""
    problem.floor |= re.search(r" pytorchs? ", text.text) is not None
    if text.has(_DEFAULTS) or text.has(_DEFAULTED):
        problem.pytorch = problem.floor = True
    if text.has(r"products with padded zeros count like any other"):
        problem.zeros_count = True
    for phrase in _EXPLAINED:
        text.has(phrase)
    for phrase in _FLOOR:
        problem.floor |= text.has(phrase)
    text.has(r"(?:as )?in pytorch|pytorch")


def inputs(text: Taking, problem: Problem) -> None:
    """Takes the input; raises Doubtful where it is told in two ways."""
    problem.surely = re.search(_TAKEN_IN, text.text) is not None
    problem.first, problem.last = text.has(_FIRST), text.has(_LAST)
    for found in text.take(r"(?:mini )?batch of (?P<b>{N})|batch size(?: of| =| is)? (?P<c>{N})"):
        put(problem, "batch", int(found["b"] or found["c"]))
    for found in text.take(_OF_LAYER):
        _more(problem, found)
        text.text += f"{found['keep']} "
    for phrase in (_COUNTED, *_LARGE, _LENGTH, _ALONE):
        for found in text.take(phrase):
            _more(problem, found)
    for phrase in _SIDE:
        for found in text.take(phrase):
            put(problem, "given", (int(found["s"]),) * 2)
    for found in text.take(r"(?:rgb|gr[ae]yscale)"):
        _coloured(problem, found[0])


def _more(problem: Problem, found: re.Match[str]) -> None:
    """Sides, channels and colours as far as a phrase tells them."""
    told = found.groupdict()
    if told.get("s"):
        put(problem, "given", axes(told["s"]))
    if told.get("c"):
        put(problem, "channels", int(told["c"]))
    _coloured(problem, found[0])


def _coloured(problem: Problem, words: str) -> None:
    if " rgb " in f" {words} ":
        put(problem, "channels", 3)
    elif "scale" in words:
        put(problem, "channels", 1)


def sides(problem: Problem, dims: int) -> Axes | None:
    """The sides of the input, of which channels and batch are set apart, None where none are told; raises Doubtful.

    Which of three numbers are sides is as it is said, else as only one way leaves a square map.
    """
    numbers = problem.given
    if numbers is None or len(numbers) == dims:
        return numbers
    if len(numbers) == 2 and dims == 1 and numbers[0] == numbers[1]:
        return numbers[:1]
    if len(numbers) == dims + 2:
        put(problem, "batch", numbers[0])
        numbers, problem.first = numbers[1:], not problem.last
    if len(numbers) != dims + 1:
        raise Doubtful
    front, back = (numbers[0], numbers[1:]), (numbers[-1], numbers[:-1])
    channels, found = front if _first(problem, numbers) else back
    put(problem, "channels", channels)
    return found


def _first(problem: Problem, numbers: Axes) -> bool:
    if problem.first != problem.last:
        return problem.first
    square = [len(set(numbers[1:])) == 1, len(set(numbers[:-1])) == 1]
    if len(numbers) != 3 or problem.first or not any(square):
        raise Doubtful
    return square[0]
