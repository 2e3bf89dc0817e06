"""What people hand in beside words.

Belongs here: taking it in, keeping it, one file for each kind.
Does not: which of it goes to the model (`requests`).
"""
