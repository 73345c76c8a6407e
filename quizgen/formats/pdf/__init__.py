"""An exam on paper, printed by Typst, and papers put together."""
