"""The dialects beside plain HTML, each with the printer that only it needs; imported when it is asked for."""
