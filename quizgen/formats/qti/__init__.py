"""QTI: what an item is in versions 2.1 and 3.0, which differ in the names of their elements, and packages of them."""
