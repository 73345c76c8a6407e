"""Makes the font of mathematics in practice pages: of Latin Modern Math what our formulas need (see ``make font``)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WHOLE = Path("/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf")
"""Where Debian's package fonts-lmodern puts it."""
MADE = Path(__file__).parent.parent / "templates" / "html" / "math.woff2"
CHARACTERS = (
    *("20-7E", "B1", "B7", "D7"),
    *("2044", "2061", "2062"),  # what is read between factors and after functions
    *("2212", "2248", "2260", "2264", "2265", "221A", "22C5", "2308-230B"),
    *("210E", "1D434-1D467"),  # a single letter stands in italics; that of h is elsewhere
)


def main() -> None:
    """Writes the font."""
    if not WHOLE.exists():
        sys.exit(f"{WHOLE} is not there: apt-get install fonts-lmodern")
    wanted = ",".join(f"U+{one}" for one in CHARACTERS)
    options = (f"--unicodes={wanted}", "--layout-features=", "--flavor=woff2", "--no-hinting", "--desubroutinize")
    command = [sys.executable, "-m", "fontTools.subset", str(WHOLE), f"--output-file={MADE}", *options]
    subprocess.run(command, check=True)  # noqa: S603 - what stands here


if __name__ == "__main__":
    main()
