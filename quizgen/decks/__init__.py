"""A level as a table, and which options stand beside the key."""
