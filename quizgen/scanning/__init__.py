"""Scanned answer sheets are read: pages, boxes, ink, and what is not sure."""
