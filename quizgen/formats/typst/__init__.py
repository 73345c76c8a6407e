"""Typst source of an exam, from which the PDF is printed."""
