"""Who is built from what. The app builds its services once; tests hand in their own."""

from dataclasses import dataclass
from functools import cache

from oreai.database import Database
from oreai.llm.client import Parameters
from oreai.llm.provider import Provider
from oreai.services.accounts import Accounts
from oreai.services.chats import Chats
from oreai.services.conversation import Conversation
from oreai.services.generation import Generations
from oreai.services.live import Live
from oreai.services.prompts import Prompts
from oreai.services.titles import Titles
from oreai.services.trash import Trash
from oreai.settings import Settings, get_settings


@dataclass(frozen=True)
class Services:
    """Everything the screens and routes may ask."""

    settings: Settings
    database: Database
    live: Live
    provider: Provider
    accounts: Accounts
    prompts: Prompts
    chats: Chats
    trash: Trash
    titles: Titles
    generations: Generations
    conversation: Conversation


def build(settings: Settings) -> Services:
    """Wire the services for these settings."""
    database = Database(settings.sqlalchemy_url)
    live = Live()
    provider = Provider(
        model=settings.model,
        silence_seconds=settings.silence_seconds,
        local_models_url=settings.local_models_url,
    )
    generations = Generations(database, live, provider)
    titles = Titles(database, live, provider, enabled=settings.titles)
    generations.ended.append(titles.reply_ended)
    return Services(
        settings=settings,
        database=database,
        live=live,
        provider=provider,
        accounts=Accounts(database, live, calls_limit=settings.user_calls),
        prompts=Prompts(database),
        chats=Chats(database, live),
        trash=Trash(database, live),
        titles=titles,
        generations=generations,
        conversation=Conversation(database, live, generations, parameters=parameters_of(settings)),
    )


def parameters_of(settings: Settings) -> Parameters:
    """The request parameters every chat starts with."""
    return Parameters(
        model=settings.model,
        temperature=settings.temperature,
        top_p=settings.top_p,
        frequency_penalty=settings.frequency_penalty,
        presence_penalty=settings.presence_penalty,
        max_tokens=settings.max_tokens,
    )


@cache
def services() -> Services:
    """The services of this process."""
    return build(get_settings())
