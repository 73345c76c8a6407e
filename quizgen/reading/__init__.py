"""Files as people save them, and TOML files read key by key."""
