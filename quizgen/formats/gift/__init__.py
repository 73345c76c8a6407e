"""GIFT: what its readers take, and what questions become there."""
