"""The conversation of a quiz: how it asks, hears, hints and judges."""
