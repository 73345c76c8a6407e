"""quizgen's command line in processes of its own, which say when they begin and when they load torch."""

from __future__ import annotations

PROGRAM = """
import os
import sys
from quizgen.cli import main, parallel
{imports}

class Watch:
    def find_spec(self, name, *_):
        if name == "torch":
            os.write(2, f"loads {{os.getpid()}}\\n".encode())

def never():
    return False

sys.meta_path.insert(0, Watch())
{changes}
if sys.argv.pop(1) == "spawn":
    parallel.can_fork = never
if __name__ == "__main__":
    os.write(2, f"begins {{os.getpid()}}\\n".encode())
    main(sys.argv[1:])
"""


def program(imports: str = "", changes: str = "") -> str:
    """Its text; the first word is how processes begin, ``spawn`` or any other, before those of the command line."""
    return PROGRAM.format(imports=imports, changes=changes)
