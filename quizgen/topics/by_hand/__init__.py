"""Small maps and kernels whose numbers are worked by hand."""
