"""The topic ``pytorch_code``: short programs, read and then run as they stand in the question."""
