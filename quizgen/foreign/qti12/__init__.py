"""QTI 1.2 of any dialect: what a response is worth, and what is said about it, is found by playing the conditions."""
