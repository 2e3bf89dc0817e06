"""The interface for programs."""

from oreai.i18n.texts.api import ApiTexts

API = ApiTexts(
    ask="Ask",
    bad_form="A token needs a name, one of the scopes chat, graphql and read, and 30, 90 or 365 days.",
    bad_token="This token is unknown, expired or revoked, or it is not for this.",
    busy="Too many requests at once. Please try again in a few seconds.",
    document="Document",
    no_key="The provider's key stays on the server; nobody is given it. Make a personal token on the Me page, and call /api/chat with it.",
    no_operation="The document has no operation of this name.",
    needs_post="This can only be asked by POST.",
    too_deep="The query asks for too much: its depth, fields or aliases are over the limit.",
    too_many_tokens="You may have {limit} tokens at most. Please revoke one first.",
    too_much="The answer is too large or takes too long. Please ask for less.",
    too_often="That was too often. Please try again in {seconds} s.",
    schema="Schema",
    variables="Variables, as JSON",
)
