"""Writes ``docs/quizgen.ipynb``, run by Jupyter's own client: ``make notebook``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
PATH = HERE / "quizgen.ipynb"
SOURCE = HERE / "notebook.md"
SHOWN = ("text/html", "text/plain", "image/svg+xml")
"""What a notebook keeps of what was shown; widgets live only as long as their kernel."""
CELL = re.compile(r"^```python\n(.*?)^```\n?", re.MULTILINE | re.DOTALL)


def cells(text: str) -> list[Any]:
    """The cells of a notebook from a page of Markdown, whose blocks in Python are those that run."""
    pieces = CELL.split(text)
    made = []
    for place, piece in enumerate(pieces):
        if source := piece.strip():
            cell = nbformat.v4.new_code_cell if place % 2 else nbformat.v4.new_markdown_cell
            made.append(cell(source, id=f"cell-{len(made)}"))
    return made


def notebook() -> Any:
    """The notebook before it ran."""
    made = nbformat.v4.new_notebook(cells=cells(SOURCE.read_text(encoding="utf-8")))
    made.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return made


def executed() -> Any:
    """The notebook with what its cells showed; raises CellExecutionError where one fails."""
    made = notebook()
    NotebookClient(made, timeout=600, kernel_name="python3", store_widget_state=False).execute()
    made.metadata = {"kernelspec": made.metadata["kernelspec"], "language_info": {"name": "python"}}
    for cell in made.cells:
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            if "data" in output:
                output["data"] = {kind: value for kind, value in output["data"].items() if kind in SHOWN}
    return made


if __name__ == "__main__":
    nbformat.write(executed(), PATH)
