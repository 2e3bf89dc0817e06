"""What a group of commands adds its own to."""

from argparse import ArgumentParser
from typing import Protocol


class Groups(Protocol):
    """As argparse makes it, which has no public name for it."""

    def add_parser(self, name: str, *, help: str) -> ArgumentParser:
        """A command of this name; what it is for is told by `--help`."""
