"""Each formula once, with its source, in a file for each quantity."""
