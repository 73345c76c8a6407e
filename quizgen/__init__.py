"""Verified exercises on convolutional networks: formula, real torch layer and source agree, or there is no item."""
