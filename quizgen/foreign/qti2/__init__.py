"""Items of QTI 2 and 3: what a response is worth, and what is said about it, is found by playing the processing."""
