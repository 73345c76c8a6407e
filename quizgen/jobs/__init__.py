"""Work in portions that any process can do, and the same result whoever does them."""
