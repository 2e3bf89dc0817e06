"""Controllers: what the screens show, and what happens when someone touches them.

Belongs here: vars and event handlers that check their arguments and call one
service. Does not: SQL, the SDK, a rule, a look. A handler takes the user from
the socket's cookie and never from an argument: any client can call any of them.
"""
