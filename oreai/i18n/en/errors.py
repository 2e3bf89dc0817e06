"""What went wrong with a reply; the keys of `kinds` are those of llm/errors.py."""

from oreai.i18n.texts.errors import ErrorsTexts

ERRORS = ErrorsTexts(
    kinds={
        "unknown": "Something unknown went wrong",
        "out_of_calls": "This API_KEY has no calls left. Please ask the operator for more.",
        "wrong_key": "The provider does not know this API_KEY. Please check OPENAI_API_KEY.",
        "no_access": "This API_KEY may not use this model or feature.",
        "wrong_region": "The provider does not serve the country or region this server is in.",
        "moderated": "The provider's content rules did not let this message pass.",
        "fenced": "A proxy or firewall on the way stopped the request and answered with a web page.",
        "rate_limited": "Too many requests: the provider asks for a pause.",
        "context_too_long": "The conversation is longer than the model can read at once.",
        "too_large": "This request is larger than the provider takes. Send fewer pictures or words, or start a new chat.",
        "images_refused": "This model cannot see pictures. Choose one that can in this chat's settings, or send the words alone.",
        "refused": "{words}",
        "wrong_address": "OPENAI_BASE_URL is not a whole address: it has to begin with http:// or https://.",
        "bad_certificate": "The certificate of the model's server did not pass the check, so nothing was sent.",
        "proxy_failed": "The proxy did not let us through. Please check HTTPS_PROXY or ALL_PROXY.",
        "redirected": "OPENAI_BASE_URL has moved. Please set the new address: {words}",
        "unreachable": "The model's server cannot be reached. Check the network or OPENAI_BASE_URL.",
        "listed_unreachable": "{words} cannot be reached. Check the network, or its address in providers.toml.",
        "model_gone": "This model is not there any more. Go on with the default one, or choose another in “Model and parameters”.",
        "silent": "The model said nothing for too long, so we stopped waiting.",
        "broken": "The connection broke in the middle of the reply.",
        "not_json": "A web page came instead of a model's answer: OPENAI_BASE_URL is probably wrong.",
        "unparsable": "The reply could not be read",
        "unfinished": "The reply ended abruptly, before the model was done.",
        "filtered": "The provider's content filter held back the rest.",
        "only_thought": "All the room for the reply went into thinking, before the first word.",
        "empty": "The model said nothing at all.",
        "attachments_away": "Your pictures cannot be read from where they are kept right now. Please try again in a moment.",
        "not_loaded": "The model could not be loaded: {words}",
    },
    wait="You can try again in {seconds} seconds.",
    waited="You can try again now.",
)
