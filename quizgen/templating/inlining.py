"""Macros put in where they are called, when a template is compiled: a drawing calls some of them for every cell.

Only a macro that needs nothing but its arguments is put in, from a template that is imported by its name at the top of
another, where its call stands by itself; what is put out is the same. All other calls stay calls. A template of which
nothing is called any more is not imported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

Macros: TypeAlias = Mapping[str, nodes.Macro]
Arguments: TypeAlias = dict[str, nodes.Expr]


def inlined(template: nodes.Template, macros: Callable[[str], Macros]) -> nodes.Template:
    """The template, changed in place; ``macros`` gives those of another template."""
    imports = dict(_imports(template))
    if imports:
        _Inliner(imports, macros).visit(template)
        called = {name.name for name in template.find_all(nodes.Name)}
        spare = imports.keys() - called
        template.body = [one for one in template.body if not isinstance(one, nodes.Import) or one.target not in spare]
    return template


def _imports(template: nodes.Template) -> Iterator[tuple[str, str]]:
    """The names that stand for other templates and for nothing else, and the names of those."""
    stored = [name.name for name in template.find_all(nodes.Name) if name.ctx != "load"]
    stored += [one.target for one in template.find_all(nodes.Import)]
    for one in template.body:
        if isinstance(one, nodes.Import) and isinstance(one.template, nodes.Const) and stored.count(one.target) == 1:
            yield one.target, one.template.value


def plain_macros(template: nodes.Template) -> Macros:
    """The macros of a template that need nothing but their arguments."""
    macros = list(template.find_all(nodes.Macro))
    names = [macro.name for macro in macros]
    return {macro.name: macro for macro in macros if names.count(macro.name) == 1 and _is_plain(macro)}


def _is_plain(macro: nodes.Macro) -> bool:
    """Whether its defaults are constants, and its words name its arguments alone and change none."""
    arguments = {argument.name for argument in macro.args}
    names = [name for node in macro.body for name in _names(node)]
    bound = {name.name for name in names if name.ctx != "load"}
    free = {name.name for name in names} - arguments - bound
    constant = all(isinstance(default, nodes.Const) for default in macro.defaults)
    return constant and not free and not bound & arguments


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    """The names in a node, but ``loop`` where it is that of a loop there."""
    if isinstance(node, nodes.Name):
        yield node
    for child in node.iter_child_nodes():
        own = isinstance(node, nodes.For) and child is not node.iter
        yield from (name for name in _names(child) if not (own and name.name == "loop"))


class _Inliner(NodeTransformer):
    """Puts macros in; ``imports`` are the names of templates by those under which they are imported."""

    def __init__(self, imports: Mapping[str, str], macros: Callable[[str], Macros]) -> None:
        self.imports, self.macros = imports, macros

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802 - Jinja names it
        """What is put out, in parts where macros are put in."""
        parts: list[nodes.Node] = []
        for child in node.nodes:
            output = nodes.Output([child], lineno=node.lineno, environment=node.environment)
            for part in self._put_in(child) or [output]:
                if parts and isinstance(parts[-1], nodes.Output) and isinstance(part, nodes.Output):
                    parts[-1].nodes.extend(part.nodes)
                else:
                    parts.append(part)
        return parts

    def _put_in(self, call: nodes.Expr) -> list[nodes.Node]:
        """The macro's words where its arguments have values, or nothing for anything but the call of a known macro."""
        match call:
            case nodes.Call(
                node=nodes.Getattr(node=nodes.Name(name=target), attr=name), dyn_args=None, dyn_kwargs=None
            ) if target in self.imports:
                macro = self.macros(self.imports[target]).get(name)
            case _:
                return []
        arguments = _arguments(macro, call) if macro else None
        return _filled(macro, arguments, call) if macro and arguments else []


def _arguments(macro: nodes.Macro, call: nodes.Call) -> Arguments | None:
    """The value of each argument, or None where the call does not fit: Jinja says why when it is made."""
    names = [argument.name for argument in macro.args]
    named = {keyword.key: keyword.value for keyword in call.kwargs}
    placed = dict(zip(names, call.args, strict=False))
    if len(call.args) > len(names) or not named.keys() <= set(names) or named.keys() & placed.keys():
        return None
    defaults = dict(zip(names[len(names) - len(macro.defaults) :], macro.defaults, strict=True))
    values = defaults | placed | named
    return values if values.keys() == set(names) else None


def _filled(macro: nodes.Macro, arguments: Arguments, call: nodes.Call) -> list[nodes.Node]:
    """Constants, and what is used just once, stand where arguments stood; all else is worked out once, before."""
    constants = {name: value for name, value in arguments.items() if isinstance(value, nodes.Const)}
    body = _all_copies(macro.body, constants)
    single = {name: arguments[name] for name in _used_once(body) if name in arguments}
    varied = {name: value for name, value in arguments.items() if name not in constants.keys() | single.keys()}
    body = _all_copies(body, single)
    if varied:
        targets = [nodes.Name(name, "store") for name in varied]
        body = [nodes.With(targets, list(varied.values()), body, environment=call.environment)]
    return [node.set_lineno(call.lineno, override=True) for node in body]


def _used_once(body: Sequence[nodes.Node]) -> set[str]:
    """The names that occur once in words that bind none, and so work nothing out again and hide no name."""
    names = [name for node in body for name in node.find_all(nodes.Name)]
    counted = Counter(name.name for name in names)
    bound = any(name.ctx != "load" for name in names)
    return set() if bound else {name for name, times in counted.items() if times == 1}


def _all_copies(body: Sequence[nodes.Node], known: Mapping[str, nodes.Expr]) -> list[nodes.Node]:
    return [copy for node in body for copy in _copies(node, known)]


def _copies(node: nodes.Node, known: Mapping[str, nodes.Expr]) -> list[nodes.Node]:
    """The node with what is known put in, or of a choice that this decides what is chosen."""
    copy = _copied(node, known)
    if not isinstance(copy, nodes.If) or copy.elif_ or not isinstance(copy.test, nodes.Expr):
        return [copy]
    try:
        return copy.body if copy.test.as_const() else copy.else_
    except nodes.Impossible:
        return [copy]


def _copied(node: nodes.Node, known: Mapping[str, nodes.Expr]) -> nodes.Node:
    if isinstance(node, nodes.Name) and node.name in known:
        return known[node.name]
    fields = [_value(value, known) for _, value in node.iter_fields()]
    return type(node)(*fields, environment=node.environment)


def _value(value: object, known: Mapping[str, nodes.Expr]) -> object:
    """A field of a node: a node, several, or something else."""
    if isinstance(value, nodes.Node):
        return _copied(value, known)
    if isinstance(value, list):
        return [copy for one in value for copy in _several(one, known)]
    return value


def _several(value: object, known: Mapping[str, nodes.Expr]) -> list[object]:
    return [*_copies(value, known)] if isinstance(value, nodes.Node) else [value]
