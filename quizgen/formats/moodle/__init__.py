"""Moodle XML: what its importer takes, and what questions become there."""
