"""What `python -m oreai` does besides serving: a group of commands a file.

Belongs here: words of the command line, and what is printed. Does not: what a command does (`services/`).
A group has `add(groups)`, which names its commands; `run=` of each takes what was asked, and prints one line
or a table. `CommandError` ends it with one line and exit code 1, wrong words with 2.
"""
