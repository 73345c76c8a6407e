"""One format a file: each turns forms into files and knows nothing but items."""
