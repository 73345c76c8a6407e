"""What somebody writes who uses quizgen in a program: mypy reads the types here, and a test runs it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, assert_type

from torch import nn

import quizgen
from quizgen.explaining import Line


def explained() -> None:
    module = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 10))
    table = quizgen.explain(module, (3, 32, 32))
    assert_type(table, quizgen.Table)
    assert_type(table["0"], Line)
    assert_type(table[0].output_shape, tuple[int, ...] | None)
    assert_type(table[:2], tuple[Line, ...])
    assert_type(table.macs, int | None)
    assert_type(table.parameters, int)
    assert_type(table.to_markdown(), str)
    assert_type([row.name for row in table], list[str])
    field = quizgen.receptive_field(module, "3x32x32", layer="0")
    assert_type(field, quizgen.ReceptiveField)
    assert_type(field.size, tuple[int, ...])
    assert_type(field.jump, tuple[int | Fraction, ...] | None)
    assert_type(field.span(0, 0), tuple[tuple[int, int], ...])


def drawn(folder: Path) -> None:
    items = quizgen.draw("conv-output-size", "pooling", n=3, level=["easy", "medium"], seed=7)
    assert_type(items, quizgen.Items)
    assert_type(items[0], quizgen.Item)
    assert_type(items[1:], quizgen.Items)
    assert_type(items[0].stem, str)
    assert_type(items[0].options, tuple[str, ...])
    assert_type(items.to("moodle"), bytes)
    assert_type(items.save(folder / "items.xml"), Path)
    verdict = items[0].mark(items[0].answer)
    assert_type(verdict, quizgen.Verdict)
    assert_type(verdict.share, Fraction)
    assert_type(verdict.misconceptions[0].feedback if verdict.misconceptions else "", str)


def checked() -> None:
    item = quizgen.draw("conv-macs", kind="numerical", seed=1)[0]
    assert_type(quizgen.check(item, 5), quizgen.Verdict)
    audit = quizgen.check("conv-macs", n=2)
    assert_type(audit, quizgen.Audit)
    assert_type(audit.passed, bool)
    assert_type(audit.faults, tuple[str, ...])
    families = quizgen.families()
    assert_type(families, quizgen.Families)
    assert_type(families["conv-macs"].levels["easy"], int)
    asked = quizgen.quiz("pooling", n=1, seed=2, widgets=False)
    assert_type(asked.items, quizgen.Items)
    assert_type(asked.results, tuple[quizgen.Verdict, ...])
    assert_type(asked.widget, Any)
    assert_type(quizgen.__version__, str)


def wrongly_typed() -> None:
    """Mypy objects to each of these lines: where it did not, the comment would be one too many."""
    quizgen.explain(3)  # type: ignore[arg-type]
    quizgen.draw(3)  # type: ignore[arg-type]
    quizgen.draw("pooling", n="three")  # type: ignore[arg-type]
    quizgen.families(3)  # type: ignore[arg-type]
    quizgen.check("pooling", 3)  # type: ignore[call-overload]
    quizgen.quiz("pooling", widgets="yes")  # type: ignore[arg-type]
