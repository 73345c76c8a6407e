"""A convolution, ReLU and max pooling of a small map, by hand: points, lines of solutions, plain loops, cases."""
