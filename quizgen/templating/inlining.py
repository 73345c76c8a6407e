"""Macros put in where they are called, when a template is compiled: a drawing calls some of them for every cell.

Only a macro that needs nothing but its arguments is put in, from a template that is imported by name, where its call
stands by itself; what is put out is the same. All other calls stay calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

Macros: TypeAlias = Mapping[str, nodes.Macro]
Arguments: TypeAlias = dict[str, nodes.Expr]


def inlined(template: nodes.Template, macros: Callable[[str], Macros]) -> nodes.Template:
    """The template, changed in place; ``macros`` gives those of another template."""
    stored = [name.name for name in template.find_all(nodes.Name) if name.ctx != "load"]
    imports = list(template.find_all(nodes.Import))
    targets = [one.target for one in imports] + stored
    known = {
        one.target: macros(one.template.value)
        for one in imports
        if isinstance(one.template, nodes.Const) and targets.count(one.target) == 1
    }
    if known:
        _Inliner(known).visit(template)
    return template


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
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)


class _Inliner(NodeTransformer):
    """Puts macros in; ``known`` are those of each name under which a template is imported."""

    def __init__(self, known: Mapping[str, Macros]) -> None:
        self.known = known

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802 - Jinja names it
        """What is put out, in parts where macros are put in."""
        parts: list[nodes.Node] = []
        for child in node.nodes:
            put_in = self._put_in(child)
            if put_in is not None:
                parts.append(put_in)
            elif parts and isinstance(parts[-1], nodes.Output):
                parts[-1].nodes.append(child)
            else:
                parts.append(nodes.Output([child], lineno=node.lineno, environment=node.environment))
        return parts

    def _put_in(self, call: nodes.Expr) -> nodes.With | None:
        """The macro's words where its arguments have values, or None for anything but the call of a known macro."""
        match call:
            case nodes.Call(
                node=nodes.Getattr(node=nodes.Name(name=target), attr=name), dyn_args=None, dyn_kwargs=None
            ) if name in self.known.get(target, {}):
                macro = self.known[target][name]
            case _:
                return None
        arguments = _arguments(macro, call)
        return None if arguments is None else _filled(macro, arguments, call)


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


def _filled(macro: nodes.Macro, arguments: Arguments, call: nodes.Call) -> nodes.With:
    """Constants stand where arguments stood; all else is worked out once, before."""
    constants = {name: value for name, value in arguments.items() if isinstance(value, nodes.Const)}
    varied = {name: value for name, value in arguments.items() if name not in constants}
    targets = [nodes.Name(name, "store") for name in varied]
    body = [_copied(node, constants) for node in macro.body]
    filled = nodes.With(targets, list(varied.values()), body, environment=call.environment)
    filled.set_lineno(call.lineno, override=True)
    return filled


def _copied(node: nodes.Node, constants: Mapping[str, nodes.Expr]) -> nodes.Node:
    if isinstance(node, nodes.Name) and node.name in constants:
        return constants[node.name]
    fields = [_value(value, constants) for _, value in node.iter_fields()]
    return type(node)(*fields, environment=node.environment)


def _value(value: object, constants: Mapping[str, nodes.Expr]) -> object:
    """A field of a node: a node, several, or something else."""
    if isinstance(value, nodes.Node):
        return _copied(value, constants)
    return [_value(one, constants) for one in value] if isinstance(value, list) else value
