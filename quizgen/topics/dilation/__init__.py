"""What kernels with holes cover, and the padding they need."""
