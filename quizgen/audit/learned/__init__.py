"""A guesser that learns: trees trained on the options alone, tried on items whose keys they have never seen."""
