"""Who is built from what. The app builds its services once; tests hand in their own."""

from dataclasses import dataclass
from functools import cache

from oreai.database import Database
from oreai.llm.box.box import BoxOptions
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider
from oreai.provider_settings import ProviderList, get_providers
from oreai.redis_bus import RedisBus
from oreai.services.accounts.api_tokens import ApiTokens
from oreai.services.accounts.bring_along import BringAlong
from oreai.services.accounts.deletion import AccountDeletion
from oreai.services.accounts.device_links import DeviceLinks
from oreai.services.accounts.identities import Identities
from oreai.services.accounts.login_or_create import LoginOrCreate
from oreai.services.accounts.oidc import Oidc, OidcSettings
from oreai.services.accounts.passkeys import Passkeys
from oreai.services.accounts.passwords import Passwords
from oreai.services.accounts.recovery import RecoveryCodes
from oreai.services.accounts.registration import AnHour, SignIn
from oreai.services.accounts.sessions import Sessions
from oreai.services.accounts.throttle import Throttle
from oreai.services.accounts.visitors import Accounts
from oreai.services.attachments.moving import files_at
from oreai.services.attachments.store import Attachments
from oreai.services.chats.chat_list import Chats
from oreai.services.chats.titles import Titles
from oreai.services.chats.trash import Trash
from oreai.services.conversation.branches import Branches
from oreai.services.conversation.chat_view import ChatViews
from oreai.services.conversation.conversation import Conversation
from oreai.services.conversation.deletions import Deletions
from oreai.services.conversation.details import Details
from oreai.services.conversation.drafts import Drafts
from oreai.services.conversation.model_versions import ModelVersions
from oreai.services.conversation.queue import Queue
from oreai.services.conversation.transcripts import Transcripts
from oreai.services.live.bus import Bus, OneProcess
from oreai.services.live.topics import Live
from oreai.services.models.capabilities import CapabilityStore
from oreai.services.models.chat_models import ChatModels
from oreai.services.models.favourites import FavouriteModels
from oreai.services.models.settings import ChatSettingsStore
from oreai.services.personas.cards import Personas
from oreai.services.personas.catalogue import Catalogues
from oreai.services.replies.completion import Completion
from oreai.services.replies.direct import DirectReplies
from oreai.services.replies.distant import DistantReplies
from oreai.services.replies.generations import Generations
from oreai.services.replies.take_over import TakeOver
from oreai.services.replies.telling import Telling
from oreai.services.requests.auxiliary import AuxiliaryRequests
from oreai.services.requests.build import ModelRequests
from oreai.services.requests.summaries import Summaries
from oreai.settings import Settings, get_settings


@dataclass(frozen=True)
class Services:
    """Everything the screens and routes may ask."""

    settings: Settings
    database: Database
    bus: Bus
    live: Live
    provider: Provider
    accounts: Accounts
    throttle: Throttle
    sign_in: SignIn
    login_or_create: LoginOrCreate
    sessions: Sessions
    recovery_codes: RecoveryCodes
    api_tokens: ApiTokens
    passkeys: Passkeys
    identities: Identities
    oidc: Oidc | None
    device_links: DeviceLinks
    bring_along: BringAlong
    account_deletion: AccountDeletion
    personas: Personas
    catalogues: Catalogues
    chats: Chats
    trash: Trash
    generations: Generations
    take_over: TakeOver
    conversation: Conversation
    transcripts: Transcripts
    direct_replies: DirectReplies
    queue: Queue
    chat_views: ChatViews
    branches: Branches
    deletions: Deletions
    details: Details
    drafts: Drafts
    attachments: Attachments
    chat_settings: ChatSettingsStore
    model_versions: ModelVersions
    models: ChatModels
    favourites: FavouriteModels


def build(settings: Settings, listed: ProviderList | None = None, bus: Bus | None = None) -> Services:
    """Wire the services for these settings, and the providers that are listed beside them.

    Args:
        bus: by which they hear of other processes; unless given, what the settings say.
    """
    database = Database(settings.sqlalchemy_url)
    bus = bus or (RedisBus(settings.redis_url) if settings.redis_url else OneProcess())
    live = Live(bus)
    attachments = Attachments(database, files_at(settings.attachments_url or settings.images_path))
    provider = Provider(
        model=settings.model,
        silence_seconds=settings.silence_seconds,
        local_models_url=settings.local_models_url,
        listed=listed,
        box=box_options_of(settings) if settings.box else None,
    )
    capabilities = CapabilityStore(database, bus)
    models = ChatModels(
        database, provider, capabilities, defaults=parameters_of(settings), limits=settings.context_limits
    )
    requests = ModelRequests(database, models, attachments)
    completion = Completion(requests, capabilities)
    generations = Generations(database, live, completion, bus)
    Telling(generations, bus)
    generations.on_complete.append(completion.after)
    auxiliary = AuxiliaryRequests(capabilities)
    generations.on_complete.append(Summaries(database, live, models, requests, auxiliary).after)
    if settings.titles:
        generations.on_complete.append(Titles(database, live, models, auxiliary).after)
    throttle = Throttle(database)
    sessions = Sessions(database, bus)
    an_hour = AnHour(settings.sign_ups_an_hour, settings.sign_ins_an_hour)
    sign_in = SignIn(database, sessions, throttle, Passwords(), an_hour)
    conversation = Conversation(database, live, generations, models, attachments)
    return Services(
        settings=settings,
        database=database,
        bus=bus,
        live=live,
        provider=provider,
        accounts=Accounts(database, live, calls_limit=settings.user_calls),
        throttle=throttle,
        sign_in=sign_in,
        login_or_create=LoginOrCreate(sign_in, calls_limit=settings.user_calls),
        sessions=sessions,
        recovery_codes=RecoveryCodes(database, throttle),
        api_tokens=ApiTokens(database),
        passkeys=Passkeys(database, throttle),
        identities=Identities(database, calls_limit=settings.user_calls),
        oidc=oidc_of(settings),
        device_links=DeviceLinks(database, live, throttle),
        bring_along=BringAlong(database, live),
        account_deletion=AccountDeletion(database, sessions, attachments.delete_unreferenced),
        personas=Personas(database),
        catalogues=Catalogues(database),
        chats=Chats(database, live),
        trash=Trash(database, live, attachments, generations),
        generations=generations,
        take_over=TakeOver(database, live, generations, bus),
        conversation=conversation,
        transcripts=Transcripts(database, live, models),
        direct_replies=DirectReplies(database, provider, auxiliary, defaults=parameters_of(settings)),
        queue=Queue(database, live, generations, conversation),
        chat_views=ChatViews(database, live, generations, DistantReplies(database, live, bus), requests),
        branches=Branches(database, live),
        deletions=Deletions(database, live, attachments),
        details=Details(database),
        drafts=Drafts(database),
        attachments=attachments,
        chat_settings=ChatSettingsStore(database, live),
        model_versions=ModelVersions(database, live, generations, models),
        models=models,
        favourites=FavouriteModels(database),
    )


def oidc_of(settings: Settings) -> Oidc | None:
    """The other provider of sign-in, where one is set."""
    if not settings.oidc_issuer:
        return None
    back = f"{settings.public_url}/api/oidc/back"
    return Oidc(
        OidcSettings(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, back)
    )


def box_options_of(settings: Settings) -> BoxOptions:
    """What is set for the model in the box."""
    return BoxOptions(
        place=settings.gguf_path,
        context=settings.box_context,
        threads=settings.box_threads,
        gpu_layers=settings.box_gpu_layers,
        slots=settings.box_slots,
        idle_seconds=settings.box_idle_seconds,
    )


def parameters_of(settings: Settings) -> RequestParameters:
    """The request parameters every chat starts with."""
    return RequestParameters(settings.model, settings.chat_defaults)


@cache
def services() -> Services:
    """The services of this process."""
    return build(get_settings(), get_providers())
