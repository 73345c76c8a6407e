"""Networks as students write them: each in a file of its own, as it is handed in."""
