"""A practice page: one file that asks, judges and explains in any browser, without a network."""
