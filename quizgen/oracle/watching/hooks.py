"""What is otherwise about a module while it is watched: hooks that tell of calls, and how torch runs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.calls import Run
from quizgen.oracle.watching.innermost import Parts, type_name


@contextmanager
def evaluating(module: Any) -> Iterator[None]:
    """The module in evaluation; each part is left as it was."""
    training = {id(one): one.training for one in module.modules()}
    module.eval()
    try:
        yield
    finally:
        for one in module.modules():
            one.training = training.get(id(one), False)


@contextmanager
def unfused() -> Iterator[None]:
    """Attention takes the way on which its steps and operators can be seen, not one that is all in one."""
    mha = loaded().backends.mha
    before = mha.get_fastpath_enabled()
    mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        mha.set_fastpath_enabled(before)


@contextmanager
def hooked(module: Any, run: Run, parts: Parts) -> Iterator[None]:
    """Tells ``run`` of every call of a layer, and in which holder the forward is.

    Hooks that were there before run after the first of ours: what they make belongs to the call.
    """
    with ExitStack() as stack:
        for name, one in parts.layers.items():
            if isinstance(one, loaded().jit.ScriptModule):
                continue  # torch takes no hooks of ours there
            before, after = _calls(run, name)
            stack.callback(one.register_forward_pre_hook(before, prepend=True, with_kwargs=True).remove)
            if len(one._forward_pre_hooks) > 1:  # noqa: SLF001 - torch names no other way
                _resting(run, stack, one)
            stack.callback(one.register_forward_hook(after).remove)
        for name, one in parts.holders.items():
            before, after = _way(run, name)
            stack.callback(one.register_forward_pre_hook(before, prepend=True).remove)
            stack.callback(one.register_forward_hook(after, always_call=True).remove)
        for one in module.modules():
            if isinstance(one, loaded().nn.utils.parametrize.ParametrizationList):
                before, after = _weights(run)
                stack.callback(one.register_forward_pre_hook(before, prepend=True).remove)
                stack.callback(one.register_forward_hook(after, always_call=True).remove)
        yield


def _resting(run: Run, stack: ExitStack, one: Any) -> None:
    """What a layer's own hooks make before its forward are weights from weights."""
    before, after = _weights(run)
    others = dict(one._forward_pre_hooks)  # noqa: SLF001 - torch names no other way
    stack.callback(one.register_forward_pre_hook(lambda m, args: after(m, args, None)).remove)
    first = next(iter(others))
    stack.callback(one.register_forward_pre_hook(before, prepend=True).remove)
    one._forward_pre_hooks.move_to_end(first, last=False)  # noqa: SLF001 - the call begins before them


def _weights(run: Run) -> tuple[Any, Any]:
    def before(one: Any, args: Any) -> None:
        del one, args
        run.listener.rests(on=True)

    def after(one: Any, args: Any, output: Any) -> None:
        del one, args, output
        run.listener.rests(on=False)

    return before, after


def _calls(run: Run, name: str) -> tuple[Any, Any]:
    def before(one: Any, args: Any, options: Any) -> None:
        if not run.inside:
            run.inside = True
            run.begin(run.call("module", (name, type_name(one)), one, (args, options)), [])

    def after(one: Any, args: Any, output: Any) -> Any:
        del args
        call = run.current
        if call is None or call.what is not one:
            return output
        call.type = type_name(one)  # a lazy layer has become another
        found = run.end(call, output)
        run.inside = False  # only now: whoever listens asks tensors, too
        return found

    return before, after


def _way(run: Run, name: str) -> tuple[Any, Any]:
    def before(one: Any, args: Any) -> None:
        del one, args
        if not run.inside:
            run.path.append(name)

    def after(one: Any, args: Any, output: Any) -> None:
        del one, args, output
        if not run.inside:
            run.path.pop()

    return before, after
