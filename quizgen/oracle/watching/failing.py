"""What is said where somebody's forward fails: which part of it, why, and what to try."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import prod
from traceback import walk_tb
from typing import Any

from quizgen.errors import QuizgenError, UsageError
from quizgen.oracle.watching.calls import Stopped
from quizgen.oracle.watching.innermost import type_name
from quizgen.oracle.watching.inputs import Wanted

MOST = 110
ADVICE = (
    (r"too many indices", "more axes or, where it takes a dict, a module around it that makes one of tensors"),
    (r"values expected sparse", "a module around it that makes its dict of tensors"),
    (r"'Tensor' object has no attribute '(\w+)'", r"a module around it that makes what has '\1' of tensors"),
    (r"\(\d+x(\d+) and (\d+)x\d+\)", r"another height and width: \1 numbers come where \2 are taken"),
    (r"to have (\d+) channels", r"an --input of \1 channels, its first number"),
    (r"(?i)size mismatch|normalized_shape|invalid for input of size", "an input of another size"),
    (r"(?i)greater than actual input size|output size is too small|larger than", "a larger input"),
    (
        r"(?i)sizes of tensors must match|must match the size",
        "a height and width that can be halved often, such as 256",
    ),
    (
        r"(?i)expected .*\b[2345]D\b|dimension out of range|not enough values",
        "another number of axes: 3x224x224 is a map, 128 only features",
    ),
    (r"(?i)Long, Int|scalar types|indices", "whole numbers: --input NAME=int:16"),
)
ELSE = "another --input"
OWN = (NameError, ImportError, ArithmeticError, AttributeError, KeyError)
"""What no other input mends, where nothing of the above is said."""
NO_FORWARD = re.compile(r"Module \[(\w+)\] is missing the required \"forward\" function")
HOLDERS = ("ModuleList", "ModuleDict")
MULTIPLIED = re.compile(r"\((\d+)x(\d+) and (\d+)x\d+\)")
RESHAPED = re.compile(r"shape '\[([\d, ]+)\]' is invalid for input of size (\d+)")
WEIGHED = re.compile(r"weight of size \[([\d, ]+)\]")
FLAT = "its channels before the height and width: {}x{}"
BATCHED = re.compile(r"Expected \dD \(unbatched\) or (\d)D \(batched\)")
WITHOUT_BATCH = "{}, without the batch: quizgen puts one sample in front"
DEEP = "a depth or time, too: 3x16x112x112"
MAP, VOLUME = 3, 4
"""Numbers in the shape of a map and of a volume."""
BATCH = "x.shape[0] in the place of {} in the forward: quizgen runs one sample, not {}"


def failed(module: Any, wanted: Sequence[Wanted], stop: Stopped) -> QuizgenError:
    """The sentence for a forward that stopped: a UsageError where it may take another input."""
    if without := NO_FORWARD.search(str(stop.error)):
        return _without_forward(type_name(module), without[1])
    call = stop.run.current
    if call is None:
        path = stop.run.path[-1] if stop.run.path else ""
        place = f"the forward of {path}" if path else "its forward"
    else:
        place = f"its layer {call.name}" if call.kind == "module" else f"{call.type} in its forward ({call.name})"
    words = " ".join(str(stop.error).split()) or type(stop.error).__name__
    short = words if len(words) <= MOST else f"{words[: MOST - 1]}…"
    given = " and ".join(map(str, wanted))
    found = ((re.search(pattern, words), advice) for pattern, advice in ADVICE)
    advised = _axes(words, wanted) or _batch(words) or next((match.expand(one) for match, one in found if match), ELSE)
    if advised == ELSE and isinstance(stop.error, OWN):
        kind, line = type(stop.error).__name__, _line(stop.error)
        return QuizgenError(f"{type_name(module)} cannot be run: {place} raises {kind}{line}: '{short}'; mend it")
    return UsageError(f"{type_name(module)} cannot take an input of {given}: {place} says '{short}'; try {advised}")


def _line(error: BaseException) -> str:
    """Where the code that raised stands, or that which called torch; nothing where it is not known."""
    steps = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).partition(".")[0] not in {"torch", "quizgen"}
    ]
    return " in {}, line {}".format(*steps[-1]) if steps else ""


def _without_forward(title: str, missing: str) -> UsageError:
    """The sentence for a module that cannot be run since it, or one within it, has no forward."""
    which = "it" if missing == title else f"{missing} within it"
    fits = "call the modules that it holds, or put them in a Sequential" if missing in HOLDERS else "write one"
    return UsageError(f"{title} cannot be run: {which} has no forward; {fits}")


def _batch(words: str) -> str:
    """What to write where a forward that lays out its map anew takes more than one sample for granted."""
    many = 0
    if match := RESHAPED.search(words):
        many, *rest = map(int, match[1].split(","))
        many *= bool(rest) and prod(rest) == int(match[2])
    elif match := MULTIPLIED.search(words):
        many, given, taken = map(int, match.groups())
        many *= many * given == taken
    return BATCH.format(many, many) if many > 1 else ""


def _axes(words: str, wanted: Sequence[Wanted]) -> str:
    """What to write where the only input has a batch, too few axes for a kernel, or is a picture without channels."""
    given = wanted[0].shape
    if len(wanted) > 1 or wanted[0].numbers != "float":
        return ""
    if (match := BATCHED.search(words)) and len(given) == int(match[1]):
        return WITHOUT_BATCH.format("x".join(map(str, given[1:])))
    weight = match[1].split(", ") if (match := WEIGHED.search(words)) else []
    if len(weight) - 1 == VOLUME > len(given):
        return DEEP
    multiplied = MULTIPLIED.search(words)
    samples = multiplied is not None and int(multiplied[1]) > 1
    if len(given) == MAP - 1 and (len(weight) - 1 == MAP or samples):
        return FLAT.format(weight[1] if weight else 1, "x".join(map(str, given)))
    return ""
