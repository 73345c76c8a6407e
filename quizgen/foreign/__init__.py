"""Files of questions from anywhere, read as they stand: what they say, where, and what is wrong with them."""
