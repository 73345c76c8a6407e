"""A folder for a course's web space: a practice page for each topic and level, and the page that leads to them."""
