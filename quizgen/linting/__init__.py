"""What is wrong with files of questions from anywhere: what an importer would drop, refuse or misgrade, and what learners trip over.

A rule is a function in a module of ``rules/``, which needs no registration; ``dispatch.py`` puts every file before them.
"""
