"""What changes where an image is cut into patches."""
