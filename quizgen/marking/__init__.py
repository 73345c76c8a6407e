"""Answers are marked by what an exam's file says: points, and which misconception an answer shows."""
