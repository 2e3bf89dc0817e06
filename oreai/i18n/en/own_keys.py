"""Own keys."""

from oreai.i18n.texts.own_keys import OwnKeysTexts

OWN_KEYS = OwnKeysTexts(
    title="Own keys",
    hint="Do you have a key of your own at a provider? Add it here: its models then stand in every chat's list, cost none of your calls, and nobody else can use them.",
    name="Name",
    name_hint="As you want to see it in the list, such as “DeepSeek”.",
    base_url="Address",
    base_url_hint="What your provider calls the base URL. It begins with https:// and often ends in /v1.",
    key="Key",
    key_hint="Stored encrypted. It is never shown again, only its last four characters.",
    models="Models",
    models_hint="Their names, separated by commas. Leave it empty for all that the provider tells of.",
    add="Add",
    key_ends="Key ends in",
    no_key="without a key",
    used="Last used",
    never_used="Never used",
    try_out="Test",
    trying="Asking…",
    works="It works.",
    works_models="It works: {count} models.",
    forget="Delete",
    wrong={
        "name": "The name needs 1 to 40 characters.",
        "base_url": "OreAI does not ask this address: it has to be public, and begin with https://.",
        "key": "This cannot be a key: it has a space or unusual characters in it, or is too long.",
        "models": "At most 50 names of models, none longer than 200 characters.",
    },
    name_taken="You have one of this name already.",
    too_many="You can have {limit} of your own. Delete one first.",
    not_allowed="Own keys are for people who have signed up, and only where the owner of this server allows them.",
    no_secret="This server cannot store keys right now. Please tell its owner.",
)
