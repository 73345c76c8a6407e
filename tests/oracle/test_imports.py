"""What verifying items imports beside torch: no compiler, no computer algebra, no code for the meta device."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from quizgen import catalog
from quizgen.model import LEVELS
from quizgen.sparing import MODULE, TORCH

SLOW = ("torch._dynamo", "torch._inductor", "torch.onnx", "sympy", MODULE)
POINTS = 7
TORCH.wished = True

def guilty():
    for source in catalog.families():
        for level in LEVELS:
            points = source.points(level)
            for point in range(0, points, -(-points // POINTS)):
                for witness in source.testify(level, point).witnesses:
                    if witness.name != "sympy":
                        assert witness.run() == witness.expected, (source.id, level, point)
                if found := [name for name in SLOW if name in sys.modules]:
                    return source.id, level, point, found
    return None

print(guilty(), "torch" in sys.modules, TORCH.left_out)
"""


@pytest.mark.slow
def test_verifying_any_family_imports_no_compiler_no_sympy_and_nothing_that_commands_leave_out() -> None:
    result = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "None True True"
