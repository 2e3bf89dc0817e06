"""Every screen and state as pictures, for eyes: `make screenshots`, then open screenshots/out/index.html.

The real app, the scripted model, a real Chromium. To add a state, write a scene (scenes.py); a new look or
width is one line in stage.py.
"""
