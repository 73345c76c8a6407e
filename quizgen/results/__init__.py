"""From pages that were read to the sheets of students, their answers and points, and what a human has to settle."""
