"""Who is there, and what is theirs.

Belongs here: visitors, sessions, allowances, loads through the owner.
Does not: cookies and headers (`web`), what a chat holds.
"""
