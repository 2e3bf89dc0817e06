"""Who is built from what. The app builds its services once; tests hand in their own."""

from dataclasses import dataclass
from functools import cache

from oreai.database import Database
from oreai.llm.address_guard import AddressGuard
from oreai.llm.parameters import parameters_of
from oreai.llm.provider import Provider
from oreai.llm.provider_of import provider_of
from oreai.provider_settings import ProviderList, get_providers
from oreai.redis_bus import RedisBus
from oreai.search_file import SearchFile
from oreai.server_secret import ServerSecret
from oreai.services.accounts.api_tokens import ApiTokens
from oreai.services.accounts.bring_along import BringAlong
from oreai.services.accounts.deletion import AccountDeletion
from oreai.services.accounts.device_links import DeviceLinks
from oreai.services.accounts.guest_tokens import GuestTokens
from oreai.services.accounts.identities import Identities
from oreai.services.accounts.invitations import Invitations
from oreai.services.accounts.login_or_create import LoginOrCreate
from oreai.services.accounts.oidc import Oidc, oidc_of
from oreai.services.accounts.passkeys import Passkeys
from oreai.services.accounts.passwords import Passwords
from oreai.services.accounts.recovery import RecoveryCodes
from oreai.services.accounts.registration import AnHour, SignIn
from oreai.services.accounts.reset_links import ResetLinks
from oreai.services.accounts.server_rules import Rules, ServerRules
from oreai.services.accounts.sessions import Sessions
from oreai.services.accounts.throttle import Throttle
from oreai.services.accounts.visitors import Accounts
from oreai.services.attachments.moving import files_at
from oreai.services.attachments.store import Attachments
from oreai.services.chats.chat_list import Chats
from oreai.services.chats.temporary import TemporaryChats
from oreai.services.chats.titles import Titles
from oreai.services.chats.trash import Trash
from oreai.services.conversation.branches import Branches
from oreai.services.conversation.chat_view import ChatViews
from oreai.services.conversation.conversation import Conversation
from oreai.services.conversation.deletions import Deletions
from oreai.services.conversation.details import Details
from oreai.services.conversation.drafts import Drafts
from oreai.services.conversation.follow_ups import FollowUps
from oreai.services.conversation.memory_offers import MemoryOffers
from oreai.services.conversation.model_versions import ModelVersions
from oreai.services.conversation.persona_chats import PersonaChats
from oreai.services.conversation.queue import Queue
from oreai.services.conversation.transcripts import Transcripts
from oreai.services.conversation.written import WrittenText
from oreai.services.live.bus import Bus, OneProcess
from oreai.services.live.topics import Live
from oreai.services.models.capabilities import CapabilityStore
from oreai.services.models.ceilings import ceilings_of
from oreai.services.models.chat_models import ChatModels
from oreai.services.models.favourites import FavouriteModels
from oreai.services.models.sealed_keys import SealedKeys
from oreai.services.models.settings import ChatSettingsStore
from oreai.services.models.user_providers import UserProviders
from oreai.services.owner.access import UserAccess
from oreai.services.owner.audit import Audit
from oreai.services.owner.invitations import OwnersInvitations
from oreai.services.owner.providers import OwnersProviders
from oreai.services.owner.server import ServerActs
from oreai.services.owner.set_up import SetUp
from oreai.services.owner.users import UserDirectory
from oreai.services.personalization.instructions import CustomInstructions
from oreai.services.personalization.memory import Memory
from oreai.services.personas.cards import Personas
from oreai.services.personas.catalogue import Catalogues
from oreai.services.replies.completion import Completion
from oreai.services.replies.delta_publisher import DeltaPublisher
from oreai.services.replies.direct import DirectReplies
from oreai.services.replies.distant import DistantReplies
from oreai.services.replies.generations import Generations
from oreai.services.replies.take_over import TakeOver
from oreai.services.requests.auxiliary import AuxiliaryRequests
from oreai.services.requests.build import ModelRequests
from oreai.services.requests.summaries import Summaries
from oreai.services.search.index import SearchIndex
from oreai.services.search.search import Search
from oreai.services.sharing.links import SharedLinks
from oreai.services.sharing.reading import SharedReading
from oreai.services.transfer.exports import Exports
from oreai.services.transfer.import_work import ImportWork
from oreai.services.transfer.imports import Imports
from oreai.services.transfer.workshop import Workshop
from oreai.services.usage.allowance import Allowances
from oreai.services.usage.charges import Charges
from oreai.services.usage.ledger import Ledger, LedgerSweep
from oreai.services.usage.limits import limits_of
from oreai.services.usage.sums import UsageSums
from oreai.services.voice.voice import Voice, voice_of
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
    allowances: Allowances
    usage: UsageSums
    ledger_sweep: LedgerSweep
    guest_tokens: GuestTokens
    throttle: Throttle
    sign_in: SignIn
    login_or_create: LoginOrCreate
    sessions: Sessions
    recovery_codes: RecoveryCodes
    reset_links: ResetLinks
    api_tokens: ApiTokens
    passkeys: Passkeys
    identities: Identities
    oidc: Oidc | None
    device_links: DeviceLinks
    bring_along: BringAlong
    account_deletion: AccountDeletion
    directory: UserDirectory
    user_access: UserAccess
    rules: ServerRules
    server_acts: ServerActs
    set_up: SetUp
    invitations: Invitations
    owners_invitations: OwnersInvitations
    owners_providers: OwnersProviders
    audit: Audit
    capabilities: CapabilityStore
    instructions: CustomInstructions
    memory: Memory
    memory_offers: MemoryOffers
    personas: Personas
    catalogues: Catalogues
    chats: Chats
    persona_chats: PersonaChats
    temporary_chats: TemporaryChats
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
    user_providers: UserProviders
    favourites: FavouriteModels
    search_index: SearchIndex
    search: Search
    import_work: ImportWork
    imports: Imports
    exports: Exports
    shared_links: SharedLinks
    shared_reading: SharedReading
    voice: Voice


def build(settings: Settings, listed: ProviderList | None = None, bus: Bus | None = None) -> Services:
    """Wire the services for these settings, and the providers that are listed beside them.

    Args:
        bus: by which they hear of other processes; unless given, what the settings say.
    """
    database = Database(settings.sqlalchemy_url)
    bus = bus or (RedisBus(settings.redis_url) if settings.redis_url else OneProcess())
    live = Live(bus)
    attachments = Attachments(database, files_at(settings.attachments_url or settings.images_path))
    guard = AddressGuard(settings.endpoints_of_users)
    provider = provider_of(settings, listed, guard)
    capabilities = CapabilityStore(database, bus)
    keys = SealedKeys(ServerSecret(settings.secret_path, settings.secret))
    user_providers = UserProviders(database, provider, keys, guard, allowed=settings.user_providers)
    models = ChatModels(
        database,
        provider,
        capabilities,
        user_providers,
        defaults=parameters_of(settings),
        limits=settings.context_limits,
        ceilings=ceilings_of(settings),
    )
    requests = ModelRequests(database, models, attachments)
    completion = Completion(requests, capabilities)
    ledger = Ledger(limits_of(settings))
    charges = Charges(database, ledger)
    allowances = Allowances(database, ledger, has_own_keys=settings.user_providers)
    generations = Generations(database, live, completion, bus, ledger)
    DeltaPublisher(generations, bus)
    auxiliary = AuxiliaryRequests(models, capabilities, charges)
    summaries = Summaries(database, live, models, requests, auxiliary)
    beside = [kind for kind, is_on in ((Titles, settings.titles), (FollowUps, settings.follow_ups)) if is_on]
    generations.on_complete += [completion.after, summaries.after]
    generations.on_complete += [kind(database, live, auxiliary).after for kind in beside]
    throttle, sessions = Throttle(database), Sessions(database, bus)
    passwords, an_hour = Passwords(), AnHour(settings.sign_ups_an_hour, settings.sign_ins_an_hour)
    rules = ServerRules(database, bus, Rules(settings.sign_up, settings.guests))
    sign_in = SignIn(database, sessions, throttle, passwords, an_hour=an_hour, rules=rules)
    written = WrittenText()
    conversation = Conversation(database, live, generations, models, attachments, written=written)
    personas = Personas(database, sharing=settings.sharing)
    chats = Chats(database, live, personas.links)
    direct_replies = DirectReplies(database, models, auxiliary, charges, rate=completion.rate)
    search_index = SearchIndex(database, SearchFile(settings.search_path))
    import_work = ImportWork(database, live, attachments, Workshop(settings.imports_path))
    return Services(
        settings=settings,
        database=database,
        bus=bus,
        live=live,
        provider=provider,
        accounts=Accounts(
            database, live, rules, calls_limit=settings.user_calls, guests_an_hour=settings.guests_an_hour
        ),
        guest_tokens=GuestTokens(database),
        allowances=allowances,
        usage=UsageSums(database),
        ledger_sweep=LedgerSweep(database, ledger),
        throttle=throttle,
        sign_in=sign_in,
        login_or_create=LoginOrCreate(database, sign_in, calls_limit=settings.user_calls),
        sessions=sessions,
        recovery_codes=RecoveryCodes(database, throttle),
        reset_links=ResetLinks(database, sessions, throttle, passwords),
        api_tokens=ApiTokens(database),
        passkeys=Passkeys(database, throttle),
        identities=Identities(database, calls_limit=settings.user_calls),
        oidc=oidc_of(settings),
        device_links=DeviceLinks(database, live, throttle),
        bring_along=BringAlong(database, live),
        account_deletion=AccountDeletion(
            database, sessions, attachments.delete_unreferenced, guest_days=settings.guest_days
        ),
        directory=UserDirectory(database),
        user_access=UserAccess(database, sessions),
        rules=rules,
        server_acts=ServerActs(rules),
        set_up=SetUp(database),
        invitations=Invitations(database),
        owners_invitations=OwnersInvitations(database),
        owners_providers=OwnersProviders(database, provider, capabilities),
        audit=Audit(database),
        capabilities=capabilities,
        instructions=CustomInstructions(database),
        memory=Memory(database),
        memory_offers=MemoryOffers(database, live),
        personas=personas,
        catalogues=Catalogues(database),
        chats=chats,
        persona_chats=PersonaChats(personas, chats, conversation, direct_replies),
        temporary_chats=TemporaryChats(database, live, attachments, generations),
        trash=Trash(database, live, attachments, generations),
        generations=generations,
        take_over=TakeOver(database, live, generations, bus, ledger),
        conversation=conversation,
        transcripts=Transcripts(database, live, models, written),
        direct_replies=direct_replies,
        queue=Queue(database, live, generations, conversation),
        chat_views=ChatViews(
            database, live, generations, DistantReplies(database, live, bus), requests, allowances=allowances
        ),
        branches=Branches(database, live, written),
        deletions=Deletions(database, live, attachments),
        details=Details(database),
        drafts=Drafts(database),
        attachments=attachments,
        chat_settings=ChatSettingsStore(database, live, ceilings_of(settings)),
        model_versions=ModelVersions(database, live, generations, models),
        models=models,
        user_providers=user_providers,
        favourites=FavouriteModels(database),
        search_index=search_index,
        search=Search(database, search_index),
        import_work=import_work,
        imports=Imports(database, live, import_work),
        exports=Exports(database, attachments),
        shared_links=SharedLinks(database, is_on=settings.sharing),
        shared_reading=SharedReading(database, live, attachments, written, is_on=settings.sharing),
        voice=voice_of(settings, provider, user_providers, charges),
    )


@cache
def services() -> Services:
    """The services of this process."""
    return build(get_settings(), get_providers())
