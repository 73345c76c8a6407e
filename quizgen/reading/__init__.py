"""TOML files read key by key."""
