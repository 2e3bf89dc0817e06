"""Voice: what somebody says becomes text, and what a model has written is read aloud.

Belongs here: which model hears and speaks for whom, how often, what is a recording. Nothing of it is stored.
Does not: what is done with the text; recording and playing are the page's.
"""
