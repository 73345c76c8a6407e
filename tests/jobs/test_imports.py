"""Processes begin with what every question needs: what makes families about a network is imported for such alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

ABOUT_NETWORKS = ("quizgen.of_network", "quizgen.oracle.author", "quizgen.oracle.watching", "networkx")


@pytest.mark.parametrize("module", ["quizgen.jobs.verdicts", "quizgen.cli.examining", "quizgen.cli.networks"])
def test_an_exam_without_networks_imports_nothing_about_them(module: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\nimport {module}\nprint(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert module in run.stdout.split()
    assert {*ABOUT_NETWORKS}.isdisjoint(run.stdout.split())
