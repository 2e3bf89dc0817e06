"""HTTP beside the app: the session cookie, headers, health, attachments.

Belongs here: what a browser or an operator gets without the page's socket.
Does not: rules (`services/`), looks (`pages/`, `components/`).
"""
