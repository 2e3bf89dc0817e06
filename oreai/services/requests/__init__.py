"""What one request to a model is made of.

Belongs here: what fits the window, the record of what went, summaries.
Does not: sending it for a reply (`replies`).
"""
