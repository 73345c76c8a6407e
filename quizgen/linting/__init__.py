"""What is wrong with files of questions from anywhere: what importers drop or misgrade, what learners trip over.

A rule is a function in a module of ``rules/``, which needs no registration; ``dispatch.py`` puts a file before all.
"""
