"""What may be done without being known, and why: whatever is not named here needs its visitor."""

HANDLERS_FOR_ANYONE = {
    "SessionState.enter": "says itself that nobody is there",
    "SessionState.show_failure": "what broke may be the cookie",
    "SessionState.dismiss_failure": "closes",
    "SessionState.close_announcement": "closes",
    "ChatActions.withdraw_offer": "closes",
    "ClearState.ask_to_clear": "asks; clear_messages does it",
    "ClearState.keep_messages": "closes",
    "DeletionsState.withdraw_offer": "closes",
    "DetailsState.close_details": "closes",
    "DiscoverState.choose_category": "chooses among what is shown",
    "MemoryState.close_memory": "closes",
    "MemoryState.edit_note": "takes a note that is shown into the form; save_note stores it",
    "OutboxState.close_refusal": "closes",
    "PersonaState.close_persona": "closes",
    "PersonaState.ask_to_delete": "asks; delete_persona does it",
    "PersonaFormState.new_persona": "opens an empty form",
    "PersonaFormState.close_form": "closes",
    "ModelVersionsState.open_models": "opens an empty form",
    "ModelVersionsState.close_models": "closes",
    "ModelVersionsState.close_comparison": "closes",
    "PersonalizationState.close_instructions": "closes",
    "ImportsState.ask_to_undo": "asks; undo_import does it",
    "ImportsState.keep_import": "closes",
    "QueueState.leave_queued": "closes",
    "QuestionsState.close_questions": "closes",
    "FindState.open_find": "opens an empty bar; find looks into the chat",
    "FindState.close_find": "closes",
    "SearchState.look_for": "takes words; run searches",
    "SearchState.filter_by": "takes a filter; run searches",
    "SearchState.clear_filters": "takes none; run searches",
    "SearchState.look_further": "takes patience; run searches",
    "SettingsState.close_settings": "closes",
    "SettingsState.reset_fields": "empties the form",
    "SharingState.close_share": "closes",
    "TrashState.ask_to_destroy": "asks; destroy_chat does it",
    "TrashState.keep_chat": "closes",
    "WishesState.open_wishes": "opens an empty form",
    "WishesState.close_wishes": "closes",
    "ChatFolderState.close_folders": "closes",
    "FoldersState.close_note": "closes",
    "FoldersState.close_folder": "closes",
    "FoldersState.ask_to_delete": "asks; delete_folder does it",
    "ChatsState.follow_beside": "only calls follow_chats",
    "FirstMessageState.enter_first_screen": "only clears its own vars",
    "DoorState.see_door": "tells what anybody may know: whether one can sign up, and who invites",
    "SignInState.see_ways": "tells what anybody may know: the ways to sign in",
}
"Handlers that read and store nothing, and why each needs no visitor."

ROUTES_FOR_ANYONE = {
    "GET /api/health": "whether the server can work",
    "GET /api/api_key": "refuses everybody, with a word",
    "POST /api/api_key": "refuses everybody, with a word",
    "GET /api/graphql": "what is not the caller's is null: tests/web/graphql/test_abuse.py, field by field",
    "POST /api/graphql": "likewise",
    "GET /api/oidc/leave": "leaves for another provider, where there is one",
    "GET /api/oidc/back": "comes back from it: signs in",
    "POST /api/session": "signs in",
    "POST /api/session/code": "signs in",
    "POST /api/session/link": "signs in",
    "POST /api/session/passkey": "signs in",
    "POST /api/session/reset": "signs in, by a link that an owner has made",
    "POST /api/session/passkey/ask": "begins to sign in: a challenge",
    "DELETE /api/session": "signs out whoever asks, and nobody else",
}
"Routes that answer a stranger with more than a refusal, and why each may."

REFUSALS = (401, 403, 404)

OTHERS = {"/_event": "the socket: the handlers"}
"What answers and is no route of HTTP, and who looks after them."
