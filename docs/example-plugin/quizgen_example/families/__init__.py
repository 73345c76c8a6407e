"""The families; each folder is a topic."""
