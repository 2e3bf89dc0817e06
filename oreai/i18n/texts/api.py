"""The words of what programs ask, and of the tokens they ask with; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApiTexts:
    """Refusals of the API, for whoever writes the program; and the page where they try GraphQL."""

    ask: str
    bad_form: str
    bad_token: str
    busy: str
    document: str
    no_key: str
    no_operation: str
    needs_post: str
    too_deep: str
    too_many_tokens: str
    too_much: str
    too_often: str
    schema: str
    variables: str
