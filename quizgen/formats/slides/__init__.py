"""A deck for a lecture hall, printed by Typst."""
