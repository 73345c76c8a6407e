"""Characters that LaTeX's own fonts have, and how pdflatex is told to set those of mathematics."""

from __future__ import annotations

from collections.abc import Mapping

_UNKNOWN = {0x126, 0x127, 0x138, 0x13F, 0x140, 0x149, 0x166, 0x167, 0x17F}
NATIVE = frozenset(
    {chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x17F)) if code not in _UNKNOWN}
    | set("\nȘșȚț–—‘’‚“”„†‡•‰‹›€™")
)
"""Those of the encodings T1 and TS1, which stand in a source as they are."""

_GREEK = {
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon",
    "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "ς": "varsigma", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "ϑ": "vartheta", "ϕ": "phi", "ϵ": "epsilon",
}  # fmt: skip
_UPRIGHT = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True)) | {"ο": "o"}
_SIGNS = {
    "−": "-", "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "≈": "\\approx", "≡": "\\equiv", "≪": "\\ll", "≫": "\\gg",
    "∼": "\\sim", "∝": "\\propto", "∞": "\\infty", "√": "\\surd", "∑": "\\sum", "∏": "\\prod", "∫": "\\int",
    "∂": "\\partial", "∇": "\\nabla", "∈": "\\in", "∉": "\\notin", "⊂": "\\subset", "⊆": "\\subseteq", "∪": "\\cup",
    "∩": "\\cap", "∅": "\\emptyset", "∀": "\\forall", "∃": "\\exists", "∧": "\\wedge", "∨": "\\vee", "⋅": "\\cdot",
    "∗": "\\ast", "∘": "\\circ", "⊕": "\\oplus", "⊗": "\\otimes", "⊙": "\\odot", "′": "'", "⌊": "\\lfloor",
    "⌋": "\\rfloor", "⌈": "\\lceil", "⌉": "\\rceil", "⟨": "\\langle", "⟩": "\\rangle", "‖": "\\Vert",
    "←": "\\leftarrow", "→": "\\rightarrow", "↑": "\\uparrow", "↓": "\\downarrow", "↔": "\\leftrightarrow",
    "⇒": "\\Rightarrow", "⇐": "\\Leftarrow", "⇔": "\\Leftrightarrow", "↦": "\\mapsto", "⋮": "\\vdots", "⋯": "\\cdots",
    "⋱": "\\ddots", "✓": "\\checkmark", "✗": "\\times", "■": "\\blacksquare", "□": "\\square", "▲": "\\blacktriangle",
    "▼": "\\blacktriangledown", "▶": "\\blacktriangleright", "◀": "\\blacktriangleleft", "●": "\\bullet",
    "○": "\\circ", "⁻": "^-", "⁺": "^+", "ⁿ": "^n", "₊": "_+", "₋": "_-", "ₙ": "_n", "ℓ": "\\ell", "ℝ": "\\mathbb{R}",
    "ℕ": "\\mathbb{N}", "ℤ": "\\mathbb{Z}",
}  # fmt: skip
_RAISED = {mark: f"^{number}" for number, mark in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹") if mark not in NATIVE}
_LOWERED = {mark: f"_{number}" for number, mark in enumerate("₀₁₂₃₄₅₆₇₈₉")}
_WORDS = {
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": "\\,",
    "\N{THIN SPACE}": "\\,",
    "\N{ZERO WIDTH SPACE}": "\\hspace{0pt}",
    "\N{WORD JOINER}": "{}",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "\\mbox{-}",
    "…": "\\textellipsis{}",
}


def _in_mathematics(command: str) -> str:
    return f"\\ensuremath{{{command}}}"


DECLARED: Mapping[str, str] = {
    **{letter: _in_mathematics(f"\\{name}") for letter, name in _GREEK.items()},
    **_UPRIGHT,
    **{sign: _in_mathematics(command) for sign, command in (_SIGNS | _RAISED | _LOWERED).items()},
    **_WORDS,
}
"""What a preamble declares for the others that a source may hold."""


def unknown(source: str) -> str:
    """The first character of a source that pdflatex could not set, or nothing."""
    return next((character for character in source if character not in NATIVE and character not in DECLARED), "")


def declared(source: str) -> list[tuple[str, str]]:
    """The characters of a source that its preamble has to declare, and their commands."""
    return [(character, DECLARED[character]) for character in sorted(set(source) & DECLARED.keys())]
