"""What was found out before and need not be found again: counts, and what items are drawn from."""
