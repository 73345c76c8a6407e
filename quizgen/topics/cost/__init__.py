"""The topic ``cost``: multiplications and additions of a pass, and the memory of feature maps."""
