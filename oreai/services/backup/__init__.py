"""The whole of what is stored, in one file and out of it again, on either kind of database.

Belongs here: the file's form, what goes in, what is checked before anything is written.
Does not: the server's secret, which lies apart; what one user takes along (`transfer`).
"""
