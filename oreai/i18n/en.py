"""English."""

from oreai.i18n.texts import Texts

_OFFLINE_SIGN = "Hello, I am OreAI's own offline model"

ENGLISH = Texts(
    html_lang="en",
    own_name="English",
    app_name="OreAI",
    tagline="Your assistant for talking and writing",
    nav_chats="Chats",
    nav_discover="Discover",
    nav_me="Me",
    new_chat="New chat",
    new_chat_title="New chat",
    free_questions=(
        "Where should I go this weekend?\nWrite a short birthday wish\nExplain inflation in one sentence"
    ),
    sample_mark="Sample",
    chats_empty="No chats yet",
    chats_empty_hint="Touch the plus above to start one, or find an assistant in Discover.",
    categories={
        "all": "All",
        "popular": "Popular",
        "guidance": "Guidance",
        "entertainment": "Fun",
        "life": "Life",
        "work": "Work",
        "language": "Language",
        "writing": "Writing",
        "arts": "Arts",
        "computing": "Computing",
        "health": "Health",
    },
    create_chat="Start a chat",
    prompt_system="Its instructions",
    confirm="Start",
    cancel="Cancel",
    close="Close",
    nothing_here="Nothing here yet",
    back="Back",
    menu="More",
    clear_messages="Clear messages",
    clear_question="Clear this chat's messages?",
    clear_explained="Everything you and the assistant said goes; the examples stay. This cannot be undone.",
    clear_yes="Clear",
    clear_no="Keep them",
    examples_divider="Examples end here",
    composer="Send a message...",
    send="Send",
    stop="Stop",
    retry="Try again",
    go_on_label="Continue",
    go_on="Go on exactly where you stopped. Repeat nothing you have said, and add no introduction.",
    scroll_bottom="To the newest",
    thinking="Thinking",
    you_said="You said",
    assistant_said="The assistant said",
    reply_began="The assistant is replying",
    reply_ended="The reply is complete",
    stopped="Stopped",
    interrupted="The server went away before the reply was done",
    empty_chat="What is on your mind?",
    empty_chat_hint="Ask anything. I am listening.",
    chat_missing="This chat is not here",
    chat_missing_hint="It may have been deleted, or it belongs to another browser.",
    to_chats="Back to your chats",
    still_replying="A reply is still being written. Wait for it or stop it, then send this.",
    prompt_too_long="This message has {length} characters; {limit} is the most. Please shorten it.",
    copy_code="Copy",
    copied="Copied",
    image_hidden="Image",
    errors={
        "unknown": "Something unknown went wrong",
        "out_of_calls": "This API_KEY has no calls left. Please ask the operator for more.",
        "wrong_key": "The provider does not know this API_KEY. Please check OPENAI_API_KEY.",
        "rate_limited": "Too many requests: the provider asks for a pause.",
        "context_too_long": "The conversation is longer than the model can read at once.",
        "refused": "{words}",
        "unreachable": "The model's server cannot be reached. Check the network or OPENAI_BASE_URL.",
        "silent": "The model said nothing for too long, so we stopped waiting.",
        "broken": "The connection broke in the middle of the reply.",
        "not_json": "A web page came instead of a model's answer: OPENAI_BASE_URL is probably wrong.",
        "unparsable": "The reply could not be read",
        "unfinished": "The reply ended abruptly, before the model was done.",
        "filtered": "The provider's content filter held back the rest.",
        "empty": "The model said nothing at all.",
    },
    error_wait="{error} Try again in {seconds} seconds.",
    quota="Replies left",
    quota_left="{left} replies left",
    quota_of="of {limit}",
    language="Language",
    theme="Appearance",
    theme_system="System",
    theme_light="Light",
    theme_dark="Dark",
    provider="Model provider",
    provider_ready="Connected",
    provider_ready_hint="Replies come from {host}. The key never leaves the server.",
    provider_local="A model on this server",
    provider_local_hint="No key is set, but a local model server answers. Choose a model to use it.",
    provider_offline="Offline model",
    provider_offline_hint=(
        "No key is set, so OreAI's own offline model answers. Set OPENAI_API_KEY on the server (or in .env) "
        "and the next message uses a real model, without a restart."
    ),
    local_models="Choose a model",
    offline_model="Offline model",
    model="Model",
    version="Version",
    private="Your chats belong to this browser alone; nobody else sees them.",
    loading="Loading",
    connection_lost="Connection lost. Reconnecting…",
    something_failed="Something went wrong. Please try again.",
    offline_page_sign="You are offline: what you saw last",
    choose_chat="Choose a chat on the left, or start a new one.",
    not_seen="Not seen here yet",
    not_seen_hint="Once you are online again and open this, it will be kept on this device for such a moment.",
    shortcuts="Keyboard shortcuts",
    shortcuts_hint="Start, write and copy without leaving the keys.",
    shortcut_write="Go to the message box",
    shortcut_copy_code="Copy the last code",
    shortcut_copy_reply="Copy the last reply",
    shortcut_help="Show the shortcuts",
    shortcut_close="Close what is open",
    offline_sign=_OFFLINE_SIGN,
    offline_opening=_OFFLINE_SIGN
    + ", and no real model is here to play this part yet.\n\n"
    + "Set `OPENAI_API_KEY` on the server and touch *Try again*: the assistant will then speak first, as its "
    + "instructions say. Meanwhile, say something and watch a reply appear.",
    offline_tour=_OFFLINE_SIGN
    + """: I need no key and understand nothing, but I can show you around.

You said: “{prompt}”

**What OreAI can do**

1. **Discover** has more than thirty assistants ready: papers, translation, interviews, bedtime stories.
2. Replies appear as they are written. **Stop** one at any time; what has come stays.
3. Reload, lose the network, open another tab: your messages are still there.

| You want | Go to |
| --- | --- |
| another language or look | Me |
| a fresh start | the menu at the top right of a chat |

Code looks like code:

```python
print("Hello, OreAI")
```

**To connect a real model**, set `OPENAI_API_KEY=your key` on the server, or put it into `.env`. """
    + "The next message uses it; no restart is needed.",
    offline_again=_OFFLINE_SIGN
    + """, so all I can do is to note what you said: “{prompt}”

For a real answer, set `OPENAI_API_KEY` on the server (or in `.env`) and touch *Try again*.
Any server that speaks OpenAI's API will do: point `OPENAI_BASE_URL` at it.""",
)
