"""H5P: a set of questions as a package that holds content only, for sites that have the content types."""
