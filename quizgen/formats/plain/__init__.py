"""What formats share whose targets show plain words: what they cannot show, and how a number may be written."""
