"""Programs in a stem: the layers that they make, and the input that they are given."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from quizgen.audit.shown.calls import call
from quizgen.audit.shown.layers import Given, Seen, same
from quizgen.model import Question
from quizgen.text.nodes import CodeBlock
from quizgen.text.reader import blocks

_INPUTS = ("empty", "rand", "randn", "zeros", "ones")


def contradictions(question: Question, given: Given) -> Iterator[str]:
    """Whether a program is the one in the JSON, and makes its layers and its input, in their order and no others."""
    for lines in _programs(question):
        text = "\n".join(lines)
        if given.params.get("code", text) != text:
            yield "the program in the stem is not params' code"
        program = ast.parse(text.replace("?", "None"))
        yield from _layers(program, given)
        yield from _input(program, given)


def _programs(question: Question) -> Iterator[list[str]]:
    values = question.stem.values
    for block in blocks(question.stem.template):
        if isinstance(block, CodeBlock):
            yield ["".join(p if isinstance(p, str) else str(values[p.name]) for p in line) for line in block.lines]


def _calls(program: ast.Module) -> Iterator[ast.Call]:
    found = [node for node in ast.walk(program) if isinstance(node, ast.Call)]
    yield from sorted(found, key=lambda node: (node.lineno, node.col_offset))


def _layers(program: ast.Module, given: Given) -> Iterator[str]:
    made: list[Seen] = [one for node in _calls(program) if (one := call(ast.unparse(node)))]
    yield from given.in_order(made)
    if made and len(made) != len(given.layers):
        yield f"the program in the stem makes {len(made)} layers, params have {len(given.layers)}"


def _input(program: ast.Module, given: Given) -> Iterator[str]:
    for node in _calls(program):
        if isinstance(node.func, ast.Attribute) and node.func.attr in _INPUTS and "input" in given.params:
            batch, *shape = (ast.literal_eval(one) for one in node.args)
            if not same(shape, given.params["input"]) or not same(batch, given.params.get("batch", batch)):
                yield f"the program in the stem gives {ast.unparse(node)}, params say otherwise"
