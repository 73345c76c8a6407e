"""From the words of a stem to what it asks, or Doubtful."""

from __future__ import annotations

import re

from quizgen.verifying.asks import Ask, ask
from quizgen.verifying.attributes import attributes
from quizgen.verifying.calls import calls
from quizgen.verifying.inputs import conventions, inputs
from quizgen.verifying.kinds import kind
from quizgen.verifying.problem import Doubtful, Part, Problem
from quizgen.verifying.taking import ASKED, TAKEN, Taking, put
from quizgen.verifying.tokens import canonical
from quizgen.verifying.vocabulary import understood

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = re.compile(
    rf"(?<= )({'|'.join(_NUMBERS[1:])}|single)(?= (?:stacked|consecutive|successive|sequential|identical|input|output"
    r"|channels?|filters?|kernels?|conv|convolutions?|convolutional|layers?|groups?|\d+x\d+|pixels?) )"
)
_WITHIN = re.compile(
    r"^\W*In [^:\n]{1,120}?, with (?:an input|inputs) of [^:\n]{1,200}?, the layer \S{1,80} is given "
    r"(?:(?:one sample of )?(?P<map>\d+(?: ?[×x] ?\d+)+)|\d+ features)(?: \([a-z, ]+\))?\s*:"
)
"""How a question about one layer of a network begins: only what this layer is given matters."""
_WITHOUT_BIASES = r"(?:, )?apart from its biases"
"""As MACs are counted anyhow."""
_NEXT = re.compile(
    r" (?:(?:,|;|\.) )?(?:and )?(?:it )?(?:is )?(?:then )?followed by(?= )"
    r"| (?:(?:,|;|\.) )?(?:and )?(?:then )?(?:its output|the output|the result|then)(?: is| goes| passes)?(?: then)?"
    r"(?: passed| fed| sent)? (?:through|into|to)(?= )"
    r"| (?:, |; |\. )?(?:and )?(?:after that|afterwards|then|(?<! the )next)(?: ,)?(?= )"
)
_ALL = (
    r"(?:, |; |\( )?(?:both|all)(?: of them| of these)?(?: (?:convolutional |pooling |conv )?(?:layers|convolutions))?"
    r" (?:with|have|having|use|using)(?P<rest>(?: (?!,|;|\.|\?)[^ ]+)+)"
)
_SEVERAL = re.compile(r" (?:stacked|consecutive|successive|(?:de|transposed )?convolutions|layers) ")
_LONGEST = 3000
"""Characters of a stem that is still about one thing."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_NO_LAYER = rf"(?! (?:{ASKED}|dimensions?|axis|number|entry|value) )"
"""Behind an ordinal: it counts something else than layers."""
_TOGETHER = r" (?:together|altogether|total|network|both|all|block|stack) "
_CALL = re.compile(r"(?<= )callx([a-z])(?= )")


def problem(words: str) -> tuple[Problem, Ask]:
    """What is told and asked; raises Doubtful where anything in it is not understood."""
    if len(words) > _LONGEST:
        raise Doubtful
    words, called = calls(_WITHIN.sub(_given, words))
    whole = _COUNTED.sub(lambda found: str(_number(found[1])), canonical(words))
    text = Taking(whole)
    asked = ask(text)
    found = Problem(asked.wanted, floor=bool(called))
    if asked.wanted == "macs":
        text.has(_WITHOUT_BIASES)
    conventions(text, found)
    inputs(text, found)
    common = _common(text)
    counts = [int(one["n"]) for one in text.take(r"(?:the|all|both) (?P<n>{N}) (?:layers|convolutions)")]
    for segment in _NEXT.split(text.text):
        _read(segment, found, called, asked)
    _check(found, asked, counts)
    if sum(part.copies for part in found.parts) == 1 and _SEVERAL.search(whole):
        raise Doubtful
    for part in found.parts:
        _share(part, common)
    return found, asked


def _given(found: re.Match[str]) -> str:
    return f"An input of {found['map']} is given to" if found["map"] else ""


def _number(word: str) -> int:
    return 1 if word == "single" else _NUMBERS.index(word)


def _common(text: Taking) -> Part:
    """What is said of all layers at once."""
    common = Part()
    for found in text.take(_ALL):
        rest = Taking(f"{found['rest']} ")
        attributes(rest, common)
        _finish(rest)
    return common


def _read(segment: str, found: Problem, called: list[list[Part]], asked: Ask) -> None:
    """Adds the layers of one segment."""
    text = Taking(f" {segment.strip()} ")
    named = [called[ord(match[1]) - ord("a")] for match in _CALL.finditer(text.text)]
    text.text = _CALL.sub(TAKEN, text.text)
    filters = re.search(r" (?:filters?|kernels?|kernel_size|stride|convolve[sd]?) ", text.text) is not None
    part = Part()
    again = text.has(r"(?:another )?(?:one|a second one|another) with")
    attributes(text, part)
    kind(text, part)
    more = sum(len(layers) for layers in named) or part.copies * (part != Part())
    _ordinals(text, asked, sum(one.copies for one in found.parts) + more)
    if not understood(text.text, counting=asked.wanted in {"parameters", "macs", "values"}):
        raise Doubtful
    if named:
        _agree(part, named)
        found.parts += [layer for layers in named for layer in layers]
    elif part != Part():
        if part.kind is None and again and found.parts:
            part.kind, part.dims = found.parts[-1].kind, found.parts[-1].dims
        if part.kind is None and not (filters and part.kernel):
            raise Doubtful
        part.kind = part.kind or "Conv"
        found.parts.append(part)


def _ordinals(text: Taking, asked: Ask, count: int) -> None:
    """Takes numbers of layers; raises Doubtful for any but the last one's, which is also their count."""
    for match in text.take(rf"(?:first|second|third|fourth|fifth|sixth){_NO_LAYER}"):
        if _ORDINALS.index(match[0]) + 1 != count or f" {match[0]} " not in asked.sentence:
            raise Doubtful
    text.has(rf"(?:last|final){_NO_LAYER}")


def _finish(text: Taking) -> None:
    if not understood(text.text):
        raise Doubtful


def _agree(part: Part, named: list[list[Part]]) -> None:
    """Raises Doubtful where words say something else of a layer than its call does."""
    layers = [layer for one in named for layer in one]
    for name in Part.__struct_fields__:
        said = getattr(part, name)
        if said == getattr(Part(), name):
            continue
        if not any(getattr(layer, name) == said for layer in layers):
            raise Doubtful
        if len(layers) > 1 and name not in {"kind", "dims"}:
            raise Doubtful


def _share(part: Part, common: Part) -> None:
    if part.plain:
        return
    for name in Part.__struct_fields__:
        said = getattr(common, name)
        if said != getattr(Part(), name):
            put(part, name, said)


def _check(found: Problem, asked: Ask, counts: list[int]) -> None:
    """Raises Doubtful where there are no layers, or the question may be about one of several."""
    layers = [part for part in found.parts if not part.plain]
    if not layers:
        raise Doubtful
    several = len(layers) > 1 or layers[0].copies > 1
    if found.given and not found.surely and asked.wanted not in {"size", "field"}:
        raise Doubtful
    if counts and set(counts) != {sum(part.copies for part in found.parts)}:
        raise Doubtful
    if several and asked.wanted in {"parameters", "macs"} and not re.search(_TOGETHER, asked.sentence):
        raise Doubtful
