"""An exam that is sat in the terminal, and sets of items that somebody else wrote."""
