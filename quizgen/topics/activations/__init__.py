"""Activation functions and the gradients that pass them."""
