"""A single layer that is asked about: stems, worked lines and costs."""
