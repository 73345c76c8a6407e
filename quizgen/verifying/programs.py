"""Short programs in a stem that print one thing: put together to one expression, if nothing else happens in them.

Only these few forms of Python are understood, and what they are made of is numbers and names of layers, so that no
code of anybody's is ever run.
"""

from __future__ import annotations

import ast
import re
from math import prod

from quizgen.verifying.calls import ast_of
from quizgen.verifying.problem import Doubtful

_LAYERS = re.compile(
    r"(?:Conv|ConvTranspose|MaxPool|AvgPool|AdaptiveAvgPool)[123]d|Linear|Flatten|ReLU|BatchNorm[12]d|Dropout|Sequential"
)
_MAKERS = {"zeros", "ones", "empty", "rand", "randn"}
_IMPORTS = {"import torch", "from torch import nn", "import torch.nn as nn", "import torch\nfrom torch import nn"}
_METHODS = {"numel", "size", "parameters", "dim"}
_MOST, _LONGEST = 10**5, 4000
_LARGEST = 10**7
"""Weights of layers that are really made."""


def expression(code: str) -> str:
    """What the program's one ``print`` shows; raises Doubtful for any program with more to it."""
    if len(code) > _LONGEST:
        raise Doubtful
    try:
        tree = ast.parse(code.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Doubtful from None
    return _Reading().shown(tree.body)


def _constant(node: ast.Constant | ast.UnaryOp) -> ast.expr:
    """A number of usual size, or how to pad."""
    match node:
        case ast.Constant(bool()) | ast.Constant("same" | "valid"):
            return node
        case ast.Constant(int(value)) | ast.UnaryOp(ast.USub(), ast.Constant(int(value))) if value <= _MOST:
            return node
    raise Doubtful


def _product(call: ast.Call) -> int:
    numbers = [one.value for one in ast.walk(call) if isinstance(one, ast.Constant) and type(one.value) is int]
    return prod(one for one in numbers if one)


class _Reading:
    """One walk down the statements; each name stands for its expression."""

    def __init__(self) -> None:
        self._names: dict[str, ast.expr] = {}
        self._imported: dict[str, str] = {}

    def shown(self, statements: list[ast.stmt]) -> str:
        if not statements:
            raise Doubtful
        *before, last = statements
        for statement in before:
            self._statement(statement)
        match last:
            case ast.Expr(ast.Call(ast.Name("print"), [ast.expr() as told], [])):
                return ast.unparse(self._made(told))
        raise Doubtful

    def _statement(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import() | ast.ImportFrom():
                self._import(statement)
            case ast.Assign([ast.Name(name)], value) if name not in self._names:
                self._names[name] = self._made(value)
            case _:
                raise Doubtful

    def _import(self, statement: ast.Import | ast.ImportFrom) -> None:
        if isinstance(statement, ast.ImportFrom) and statement.module == "torch.nn":
            for alias in statement.names:
                if alias.asname or not _LAYERS.fullmatch(alias.name):
                    raise Doubtful
                self._imported[alias.name] = f"torch.nn.{alias.name}"
        elif ast.unparse(statement) not in _IMPORTS:
            raise Doubtful

    def _made(self, node: ast.expr) -> ast.expr:
        """The same with names put in; raises Doubtful for any form that is not known."""
        match node:
            case ast.Constant() | ast.UnaryOp():
                return _constant(node)
            case ast.Tuple(elements):
                return ast.Tuple([self._made(one) for one in elements], ast.Load())
            case ast.Name(name) if name in self._names:
                return self._names[name]
            case ast.Attribute(value, "shape"):
                return ast.Attribute(self._made(value), "shape", ast.Load())
            case ast.Subscript(value, index):
                return ast.Subscript(self._made(value), self._made(index), ast.Load())
            case ast.Call(function, arguments, words):
                return self._call(function, arguments, words)
        raise Doubtful

    def _call(self, function: ast.expr, arguments: list[ast.expr], words: list[ast.keyword]) -> ast.expr:
        if ast.unparse(function) == "sum" and len(arguments) == 1 and not words:
            return self._counted(arguments[0])
        made = [ast.keyword(word.arg, self._made(word.value)) for word in words if word.arg]
        if len(made) != len(words):
            raise Doubtful
        call = ast.Call(self._function(function), [self._made(one) for one in arguments], made)
        if re.search(r"[13]d$", ast.unparse(call.func)) and _product(call) > _LARGEST:
            raise Doubtful
        return call

    def _function(self, function: ast.expr) -> ast.expr:
        name = ast.unparse(function) if isinstance(function, ast.Name | ast.Attribute) else ""
        layer = name.removeprefix("torch.").removeprefix("nn.")
        if name in self._imported:
            return ast_of(self._imported[name])
        if name in {f"nn.{layer}", f"torch.nn.{layer}"} and _LAYERS.fullmatch(layer):
            return ast_of(f"torch.nn.{layer}")
        if name in {f"torch.{maker}" for maker in _MAKERS}:
            return function
        if isinstance(function, ast.Attribute) and function.attr in _METHODS:
            return ast.Attribute(self._made(function.value), function.attr, ast.Load())
        if isinstance(function, ast.Name | ast.Call):
            return self._made(function)
        raise Doubtful

    def _counted(self, node: ast.expr) -> ast.expr:
        """The number of parameters as everybody writes it."""
        match node:
            case ast.GeneratorExp(
                ast.Call(ast.Attribute(ast.Name(one), "numel"), [], []),
                [ast.comprehension(ast.Name(other), ast.Call(ast.Attribute(module, "parameters"), [], []), [], 0)],
            ) if one == other:
                return ast_of(f"sum(p.numel() for p in {ast.unparse(self._made(module))}.parameters())")
        raise Doubtful
