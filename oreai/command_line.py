"""What `python -m oreai` can be asked for: to serve, which it does without a word too, and a few chores."""

import argparse
import sys


def read(words: list[str] | None = None) -> argparse.Namespace:
    """What is asked; wrong words end the program with what there is.

    Args:
        words: of the command line, after the program's name.
    """
    parser = argparse.ArgumentParser(prog="python -m oreai", description="A chat app for the phone browser.")
    parser.set_defaults(command="serve", fetch=False, as_built=False)
    _add_options(parser)
    commands = parser.add_subparsers(title="commands")
    _add_options(commands.add_parser("serve", help="migrate the database, build the client, serve (default)"))
    attachments = commands.add_parser("attachments", help="where attachments lie")
    move = attachments.add_subparsers(required=True).add_parser(
        "move", help="copy all attachments from one place to another; nothing is deleted"
    )
    for name in ("FROM", "TO"):
        move.add_argument(name, help="a folder, or an address such as s3://bucket/prefix")
    move.set_defaults(command="move_attachments")
    return parser.parse_args(words)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fetch",
        action="store_true",
        default=argparse.SUPPRESS,
        help="fetch the model in the box where it will answer",
    )
    parser.add_argument(
        "--as-built",
        action="store_true",
        default=argparse.SUPPRESS,
        help="serve the client as it was built last; `make dev` builds it itself",
    )


def move_attachments(source: str, target: str) -> None:
    """Copy what lies in one place to another, and say how much; an error ends it with one line."""
    from oreai.services.attachments.files import FilesUnavailable  # noqa: PLC0415
    from oreai.services.attachments.moving import files_at, move  # noqa: PLC0415

    try:
        moved = move(files_at(source), files_at(target), tell=_tell_copied)
    except FilesUnavailable as error:
        sys.exit(f"OreAI: {error}")
    print(f"OreAI: {moved.copied} attachments copied, {moved.there_already} were there already", flush=True)


def _tell_copied(count: int) -> None:
    print(f"OreAI: {count} attachments copied ...", flush=True)
