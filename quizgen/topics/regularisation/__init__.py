"""Regularisation: dropout, penalties on weights, early stopping and augmentation."""
