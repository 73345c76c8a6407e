"""One family a file, in a folder for each topic."""
