"""Runs somebody's module once and notes each call of a layer or function, with the calls whose outputs it reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

from quizgen.errors import UsageError
from quizgen.oracle.author import derived, functions, modules
from quizgen.oracle.author.calls import INPUT, Call, Join, Read
from quizgen.oracle.author.shaping import Reshaped, reshaped
from quizgen.oracle.running import counting, loaded

SOURCE = "_quizgen_source"
"""The attribute of a tensor that says which call gave it."""
CONTAINERS = "torch.nn.modules.container"


def followed(module: Any, args: Sequence[Any], options: Mapping[str, Any]) -> tuple[Call, ...]:
    """The calls of a forward on tensors with a batch of one, by place and by name, in the order in which they end.

    Layers of ``torch.nn`` are calls as they stand; in modules of anybody's own the functions count that they call.
    What keeps its input's shape and says nothing of sizes is no call. Raises UsageError where the forward fails.
    """
    notes = _Notes()
    for number, signal in enumerate([*args, *options.values()]):
        setattr(signal, SOURCE, INPUT - number)
    torch = loaded()
    with ExitStack() as stack:
        stack.enter_context(torch.no_grad())
        notes.counter = stack.enter_context(counting())
        stack.enter_context(_hooked(module, notes))
        stack.enter_context(_mode(notes))
        try:
            module(*args, **options)
        except Exception as error:
            words = " ".join(str(error).split()) or type(error).__name__
            raise UsageError(f"{type(module).__name__} cannot take that input: {words}") from error
    return tuple(notes.calls)


class _Notes:
    """What is known of a run so far; within a layer of torch's own nothing is noted."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.scopes: list[tuple[str, Any]] = []
        self.within, self.before, self.spent = 0, None, 0
        self.counter: Any = None
        self._counted: set[int] = set()
        self._uses: dict[str, int] = {}

    def named(self, name: str) -> str:
        """The name, with the number of its call from the second one on."""
        self._uses[name] = uses = self._uses.get(name, 0) + 1
        return name if uses == 1 else f"{name}#{uses}"

    def scoped(self, name: str) -> str:
        """The name of a function by that of the module that calls it."""
        return ".".join(part for part in (self.scopes[-1][0] if self.scopes else "", name) if part)

    def layer(self, name: str, module: Any, given: Sequence[Any], output: Any) -> None:
        """A call of a layer of torch's own is over."""
        self.weighed(name, module, (type(module).__name__, modules.read(module)), given, output)

    def weighed(self, name: str, module: Any, known: tuple[str, Read], given: Sequence[Any], output: Any) -> None:
        """A call of what is known to be a layer of a type, with the weights of a module, is over."""
        kind, read = known
        if read.layer is not None and (many := _samples(given)) > 1:
            read = replace(read, reason=f"what reaches it are {many} samples, though the network is given one")
        sources = _sources(given)
        after = _shape(output)
        if read.keeps and len(sources) == 1 and after is not None and after == _shape(given[0]):
            _mark(output, sources[0])
            return
        own = [part for part in module.parameters() if id(part) not in self._counted]
        again = name in self._uses
        self._counted.update(map(id, own))
        spent = (self.counter.get_total_flops() - self.spent) // 2
        self._note(
            Call(
                self.named(name),
                kind,
                read if not read.keeps else Read(reason="it is given, or gives, more than one map"),
                sources,
                _shape(given[0]) if len(given) == 1 else None,
                after,
                sum(part.numel() for part in own),
                int(spent),
                again=again,
                frozen=any(not part.requires_grad for part in own),
            ),
            output,
        )

    def function(self, function: Any, arguments: Sequence[Any], named: Any, output: Any) -> None:
        """A call of a function is over."""
        given = [one for one in _tensors((arguments, dict(named))) if hasattr(one, SOURCE)]
        made = list(_tensors(output))
        name = functions.plain(function)
        if name == "setitem" and hasattr(arguments[0], SOURCE):
            made = [arguments[0]]
        if not given or not made:
            return
        sources = _sources(given)
        before, after = _shape(given[0]), _shape(made[0]) if len(made) == 1 else None
        if len(sources) == 1 and after is not None and _keeps(name, arguments, named, before == after):
            _mark(made[0], sources[0])
            return
        if self.scopes and (known := derived.layer(self.scopes[-1][1], name, arguments, named)):
            self.weighed(*self.scopes[-1], known, given[:1], output)
            return
        read, join = Read(), _join(name, arguments, named, given, after)
        if len(sources) == 1 and not join:
            shape = reshaped(name, given[0], made[0])
            if shape is Reshaped.SAME:
                _mark(made[0], sources[0])
                return
            read = shape.read if shape else functions.read(name, *_others(arguments, named))
        self._note(
            Call(self.named(self.scoped(name)), name, read, sources, before, after, joins=join),
            made,
        )

    def _note(self, call: Call, output: Any) -> None:
        self.calls.append(call)
        _mark(output, len(self.calls) - 1)


def _others(arguments: Sequence[Any], named: Any) -> tuple[Sequence[Any], dict[str, Any]]:
    """All arguments but the first, the tensor itself."""
    if arguments:
        return arguments[1:], dict(named)
    return (), {name: value for name, value in named.items() if name != "input"}


def _keeps(name: str, arguments: Sequence[Any], named: Any, same: bool) -> bool:  # noqa: FBT001 - it is asked once
    if name in {"softmax", "log_softmax"}:
        dim = named.get("dim", arguments[1] if len(arguments) > 1 else None)
        dims = arguments[0].dim() if arguments else 0
        return same and (dim == 1 or (dim == -1 and dims == 2))
    return same and name in functions.KEEPING


def _join(name: str, arguments: Sequence[Any], named: Any, given: Sequence[Any], after: Any) -> Join:
    """How maps meet, if they are of one size and do."""
    every = list(_tensors((arguments, dict(named))))
    if len(given) < 2 or len(given) != len(every) or after is None:
        return ""
    shapes = [tuple(one.shape[1:]) for one in given]
    if name in functions.SUMS and set(shapes) == {after}:
        return "sum"
    dim = named.get("dim", named.get("axis", arguments[1] if len(arguments) > 1 else 0))
    whole = sum(shape[0] for shape in shapes if shape) == after[0]
    return "concat" if name in functions.CONCATS and dim in {1, 1 - given[0].dim()} and whole else ""


def _tensors(value: Any) -> Iterator[Any]:
    if isinstance(value, loaded().Tensor):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _tensors(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _tensors(one)


def _sources(given: Sequence[Any]) -> tuple[int, ...]:
    return tuple(getattr(one, SOURCE) for one in _tensors(list(given)) if hasattr(one, SOURCE))


def _shape(value: Any) -> tuple[int, ...] | None:
    """Without the batch, which has to be one."""
    if isinstance(value, loaded().Tensor) and value.dim() > 1 and value.shape[0] == 1:
        return tuple(value.shape[1:])
    return None


def _samples(given: Sequence[Any]) -> int:
    """How many samples reach a layer."""
    first = given[0] if given else None
    return int(first.shape[0]) if isinstance(first, loaded().Tensor) and first.dim() > 1 else 1


def _mark(value: Any, source: int) -> None:
    for one in _tensors(value):
        setattr(one, SOURCE, source)


def _mode(notes: _Notes) -> Any:
    """Tells the notes of every function of torch that is called outside of its own layers."""

    class Mode(loaded().overrides.TorchFunctionMode):  # type: ignore[misc]  # torch is not typed here
        def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            del types
            if not notes.within and functions.plain(function) in functions.WEIGHTED:
                notes.spent = notes.counter.get_total_flops()
            output = function(*args, **(kwargs or {}))
            if not notes.within:
                notes.function(function, args, kwargs or {}, output)
            return output

    return Mode()


@contextmanager
def _hooked(module: Any, notes: _Notes) -> Iterator[None]:
    """Tells the notes of every layer of torch's own, in evaluation, and of the modules around functions."""
    training, done = {one: one.training for one in module.modules()}, set[int]()
    with ExitStack() as stack:
        for name, one in _outermost(module):
            if id(one) not in done:
                done.add(id(one))
                _hook(stack, name, one, notes)
        module.eval()
        try:
            yield
        finally:
            for one, was in training.items():
                one.training = was


def _hook(stack: ExitStack, name: str, one: Any, notes: _Notes) -> None:
    own = _is_own(one)

    def before(module: Any, given: Any) -> None:
        del given
        if own:
            notes.scopes.append((name, module))
        else:
            notes.within, notes.spent = notes.within + 1, notes.counter.get_total_flops()

    def after(module: Any, given: Any, output: Any) -> None:
        if own:
            notes.scopes.pop()
            return
        notes.within -= 1
        if not notes.within:
            notes.layer(name or type(module).__name__, module, given, output)

    stack.callback(one.register_forward_pre_hook(before).remove)
    stack.callback(one.register_forward_hook(after).remove)


def _outermost(module: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The modules by name, none within a layer of torch's own."""
    yield name, module
    if _is_own(module):
        for child, inner in module.named_children():
            yield from _outermost(inner, f"{name}.{child}" if name else child)


def _is_own(module: Any) -> bool:
    """Whether what it calls counts, and not the module itself: all but layers of torch's own."""
    kind = type(module)
    if hasattr(module, "parametrizations"):
        return False
    return not kind.__module__.startswith("torch.nn.modules") or kind.__module__ == CONTAINERS
