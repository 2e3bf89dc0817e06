"""OreAI: a chat app for the phone-width browser, in pure Python.

Imports run downward only: pages, components, states, services, then
repositories and llm, then models, then settings. `web` stands beside `states`.
"""

__version__ = "0.2.0"
