"""Somebody's own code that fails is told with its line, and the exit status is 1; what other arguments mend, with 2."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.cli import main

NET = """import torch.nn as nn
{top}
class Net(nn.Module):
    def __init__(self{argument}):
        super().__init__(); self.conv = nn.Conv2d(3, 4, 3)
        {made}
    def forward(self, x):
        {forward}
        return self.conv(x)
"""
GOOD = {"top": "", "argument": "", "made": "pass", "forward": "pass"}


@pytest.mark.parametrize(
    ("changed", "line", "said"),
    [
        ({"top": "raise RuntimeError('boom')"}, 2, "cannot be imported: {place}: RuntimeError: boom"),
        ({"top": "def"}, 2, "cannot be imported: {place}: SyntaxError: invalid syntax"),
        ({"made": "raise ValueError('bad')"}, 6, "fails when it is called: {place}: ValueError: bad; mend it"),
        ({"forward": "x = y"}, 8, "Net cannot be run: its forward raises NameError in {place}: 'name 'y' is not"),
        ({"forward": "self.cnv"}, 8, "its forward raises AttributeError in {place}: ''Net' object has no"),
        ({"argument": ", width"}, 0, "cannot be called without arguments: TypeError: "),
        ({"forward": "x = x.view(7)"}, 0, "try an input of another size"),
    ],
)
def test_code_that_fails_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], line: int, said: str
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    path = tmp_path / "failing_net.py"
    path.write_text(NET.format(**GOOD | changed), encoding="utf-8")
    result = CliRunner().invoke(main, ["explain", f"{path}:Net", "--run", "--input", "3x8x8"])
    assert result.exit_code == (1 if line else 2)
    assert isinstance(result.exception, SystemExit)
    assert said.format(place=f"{path}, line {line}") in result.stderr
