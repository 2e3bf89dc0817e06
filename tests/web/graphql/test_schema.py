"""The schema is the original's, to the letter, and its own page's documents fit it."""

import pytest
from graphql import parse, print_schema, validate

from oreai.web.graphql.limits import MOST, require_within
from oreai.web.graphql.schema import FILE, schema
from tests.web.graphql.asked import DOCUMENTS


def test_what_is_served_is_the_contract():
    """Printed as graphql-js prints it, nothing is added and nothing missing."""
    assert print_schema(schema()).strip() == FILE.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_originals_documents_are_valid_and_far_from_every_limit(document: str):
    """All ten of them."""
    parsed = parse(document, max_tokens=100)
    assert validate(schema(), parsed) == []
    require_within(parsed, MOST)
