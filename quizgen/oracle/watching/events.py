"""A module run, and told call by call: its innermost modules, and torch's functions that a forward calls between them.

The same calls come in the same order whatever tensors go in, plain ones or a subclass that answers torch's functions
itself, such as the probe's marks. What happens inside of an innermost module is not told. ``functions`` says which
functions are steps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.calls import Call, Kind, Listener, Run, Stopped
from quizgen.oracle.watching.flow import Flow, tensors
from quizgen.oracle.watching.hearing import hearing
from quizgen.oracle.watching.hooks import evaluating, hooked


def observed(
    module: Any, listener: Listener, args: Sequence[Any] = (), options: Mapping[str, Any] | None = None
) -> Run:
    """The module run once on ``args`` and ``options``, in evaluation and without gradients, with ``listener`` told.

    Raises ``Stopped`` from what the forward raises, with the run as far as it came. The module is left as it was.
    """
    own = (one for part in module.modules() for one in tensors(list(vars(part).values())))
    run = Run(listener, Flow(frozenset(map(id, (*module.parameters(), *module.buffers(), *own)))))
    for place, one in enumerate(tensors([list(args), dict(options or {})])):
        run.flow.set(one, [-1 - place])
    with loaded().no_grad(), evaluating(module), hooked(module, run), hearing()(run):
        try:
            module(*args, **(options or {}))
        except Exception as error:
            raise Stopped(run, error) from error
    return run


__all__ = ["Call", "Kind", "Listener", "Run", "Stopped", "observed"]
