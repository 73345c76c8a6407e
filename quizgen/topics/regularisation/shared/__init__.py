"""What families of this topic share."""
