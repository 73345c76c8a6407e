"""QTI 1.2 as Canvas takes it: its question types, and what its importers make of each."""
