"""A quiz for Google Forms."""
