"""A Word document of an exam."""
