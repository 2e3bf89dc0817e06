"""The schema, read from the file that says it."""

import re
from functools import cache
from pathlib import Path

from graphql import GraphQLObjectType, GraphQLSchema, build_schema

FILE = Path(__file__).with_name("schema.graphql")
_CAPITAL = re.compile(r"(?<!^)([A-Z])")


@cache
def schema() -> GraphQLSchema:
    """The original's schema; its arguments reach our functions by Python's kind of names."""
    built = build_schema(FILE.read_text(encoding="utf-8"))
    for kind in built.type_map.values():
        for field in kind.fields.values() if isinstance(kind, GraphQLObjectType) else ():
            for name, argument in field.args.items():
                argument.out_name = _CAPITAL.sub(r"_\1", name).lower()
    return built
