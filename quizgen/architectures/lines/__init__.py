"""Lines of layers: what is written where, what each word makes, and how layers are put together."""
