"""What a command spares itself of torch: its Python code for the meta device, a quarter of what importing torch takes.

Our witnesses need none of it: layers run on the CPU, and on the meta device weights are only made. Whoever runs other
people's code or programs asks for it before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from threading import RLock
from types import ModuleType
from typing import TypeVar

from msgspec import Struct, field

T = TypeVar("T")
NAME = "_meta_registrations"
MODULE = f"torch.{NAME}"
"""It tells torch what its operators give there. Torch imports it last, and what is imported later relies on that."""
FREE = frozenset({"torch.profiler._cupti_monitor", "torch.utils.flop_counter", "torch.utils.module_tracker"})
"""What our witnesses import later, which does not rely on it."""


class Sparing(Struct, eq=False):
    """Whether torch is to be imported without that code in this process, and whether it has been left out.

    Both are False until ``quizgen`` itself or a worker of it begins: in a process that is not our ``own`` torch is
    whole. One that was made to run somebody's network, and ends with that, is our own as well.
    """

    own: bool = False
    wished: bool = False
    left_out: bool = False
    turn: RLock = field(default_factory=RLock)

    def begin(self) -> None:
        """The process is quizgen's from its beginning: torch is to be imported without."""
        self.own = self.wished = True

    @contextmanager
    def importing(self) -> Iterator[None]:
        """Torch is imported in the block; nobody finds the empty module there that stood in for the code."""
        with self.turn:
            if not self.wished or "torch" in sys.modules or MODULE in sys.modules:
                yield
                return
            sys.modules[MODULE] = ModuleType(MODULE)
            try:
                yield
            finally:
                del sys.modules[MODULE]
            # Torch of another version may not import it by this name, and then nothing is left out.
            self.left_out = vars(sys.modules["torch"]).pop(NAME, None) is not None
            if self.left_out:
                sys.meta_path.insert(0, self)

    def complete(self) -> bool:
        """Imports what was left out, if something was, and says whether; from now on torch is whole."""
        with self.turn:
            self.wished = False
            if not self.left_out:
                return False
            self.left_out = False
            sys.meta_path.remove(self)
            import_module(MODULE)
            return True

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Python asks here before it imports anything: what is torch's comes after what was left out, or with it."""
        if name.startswith("torch.") and name not in FREE and self.complete() and name in sys.modules:
            found = sys.modules[name]
            found.__spec__ = ModuleSpec(name, _Imported(found))
            return found.__spec__
        return None

    def run(self, witness: Callable[[], T]) -> T:
        """What a witness finds, if need be with all of torch: an author's may do what none of ours does."""
        try:
            return witness()
        except NotImplementedError:
            if not self.complete():
                raise
        return witness()


class _Imported(Loader):
    """Gives a module that was imported while Python looked for it."""

    def __init__(self, module: ModuleType) -> None:
        self._module, self._spec = module, module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module, as it is."""
        del spec
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        """It has run; what tells where it came from is as it was."""
        module.__spec__ = self._spec


TORCH = Sparing()
