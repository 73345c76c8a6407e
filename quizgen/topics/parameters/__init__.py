"""The topic ``parameters``: how many numbers a network learns."""
