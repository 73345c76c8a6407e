"""A module run, and told call by call: its layers, and torch's functions that a forward calls between them.

The same calls come in the same order whatever tensors go in, plain ones or a subclass that answers torch's functions
itself, such as the probe's marks. What happens inside of a layer is not told. Which modules are layers, and which
functions are told, is up to who asks: tables and fields are about ``STEPS``, innermost modules and those functions
that a reader meets as a step of the forward.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from quizgen.oracle.running import loaded
from quizgen.oracle.watching import functions
from quizgen.oracle.watching.calls import Call, Kind, Listener, Run, Stopped
from quizgen.oracle.watching.flow import Flow, tensors
from quizgen.oracle.watching.hearing import hearing
from quizgen.oracle.watching.hooks import evaluating, hooked, unfused
from quizgen.oracle.watching.innermost import Opening, opened, parted


class Telling(Struct, frozen=True):
    """What is told: as layers the modules that are not ``opening``, and functions but those of the words ``untold``."""

    opening: Opening
    untold: frozenset[str]


STEPS = Telling(opened, functions.UNTOLD)


def observed(
    module: Any,
    listener: Listener,
    args: Sequence[Any] = (),
    options: Mapping[str, Any] | None = None,
    telling: Telling = STEPS,
) -> Run:
    """The module run once on ``args`` and ``options``, in evaluation and without gradients, with ``listener`` told.

    Raises ``Stopped`` from what the forward raises, with the run as far as it came. The module is left as it was.
    """
    own = (one for part in module.modules() for one in tensors(list(vars(part).values())))
    flow = Flow(frozenset(map(id, (*module.parameters(), *module.buffers(), *own))))
    run = Run(listener, flow, telling.untold)
    for place, one in enumerate(tensors([list(args), dict(options or {})])):
        flow.set(one, [-1 - place])
    parts = parted(module, telling.opening)
    with loaded().no_grad(), unfused(), evaluating(module), hooked(module, run, parts), hearing()(run):
        try:
            module(*args, **(options or {}))
        except Exception as error:
            raise Stopped(run, error) from error
    return run


__all__ = ["STEPS", "Call", "Kind", "Listener", "Run", "Stopped", "Telling", "observed"]
