"""Jupyter notebooks: what is asked, jupyterquiz's questions, solutions, and programs that find the key."""
