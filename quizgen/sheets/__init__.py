"""Answer sheets: where each box stands on paper, in millimetres, for the printer and the scanner alike."""
