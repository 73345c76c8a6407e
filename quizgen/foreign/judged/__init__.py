"""What answers are worth where a file says it by conditions: found by giving answers and looking what comes back."""
