"""Our own scripts as components: a module for each room of assets/js, a class for each script.

Belongs here: props and events. Does not: looks, and what else can be said in Python.
"""
