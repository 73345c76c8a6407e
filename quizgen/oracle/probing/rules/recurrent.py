"""Recurrent layers: each step sees all before it, or all there are where they run both ways."""

from __future__ import annotations

import numpy as np

from quizgen.oracle.probing.calls import Call, Lost, Made, Result, See, function
from quizgen.oracle.probing.seen import Seen, together

ARGUMENTS = "input hx weights has_biases num_layers dropout train bidirectional batch_first"


@function("lstm", ARGUMENTS, mixing=True)
@function("gru", ARGUMENTS, mixing=True)
@function("rnn_tanh", ARGUMENTS, mixing=True)
@function("rnn_relu", ARGUMENTS, mixing=True)
def _recurrent(call: Call) -> Result:
    one = call["input"]
    if isinstance(call["weights"], bool) or not isinstance(call["batch_first"], bool):
        raise Lost("a recurrent layer with packed sequences")
    both, layers, steps = call["bidirectional"], call["num_layers"], 1 if call["batch_first"] else 0
    batch = one.shape[1 - steps]
    state = call["hx"][0] if isinstance(call["hx"], list | tuple) else call["hx"]
    each = _width(call) * (2 if both else 1)

    def output(see: See, _: int) -> Seen:
        found = together(see(one), [2])
        return together(found, [steps]) if both else np.maximum.accumulate(found, 1 + steps)

    def last(see: See, _: int) -> Seen:
        found = together(see(one), [2, steps])
        return found if steps == 0 else found.swapaxes(1, 2)

    out = Made((*one.shape[:2], each), call.each(output), one.dtype)
    end = Made((layers * (2 if both else 1), batch, state.shape[-1]), call.each(last), one.dtype)
    cell = call["hx"][1] if call.name == "lstm" else None
    return [out, end] if cell is None else [out, end, Made((*end.shape[:2], cell.shape[-1]), end.seen, one.dtype)]


def _width(call: Call) -> int:
    """Features of one direction: those of the state that is given on."""
    state = call["hx"][0] if isinstance(call["hx"], list | tuple) else call["hx"]
    return int(state.shape[-1])
