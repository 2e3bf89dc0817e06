"""Words for the model, not for people."""

from oreai.i18n.texts.instructions import InstructionsTexts

INSTRUCTIONS = InstructionsTexts(
    title_request="You write titles for conversations. Below is one; write its title in the language it is held in: at most six words that say what it is about, no quotes, no full stop. Answer with the title only.",
    begin="Please begin.",
    go_on="Go on exactly where you stopped. Repeat nothing you have said, and add no introduction.",
    wishes={
        "shorter": "(You have answered this once, in about {length} characters. Answer it again, clearly shorter, in about half of that, with only what matters most. Just answer; do not mention this note.)",
        "longer": "(You have answered this once, in about {length} characters. Answer it again, clearly in more detail: unfold the main points and add reasons, steps and examples. Just answer; do not mention this note.)",
        "otherwise": "(You have answered this once, in about {length} characters. Answer it again in another way: from another side, with other ideas, examples and form. Just answer; do not mention this note.)",
        "in words": "(You have answered this once. Answer it again, following this wish: {wish}\nJust answer; do not mention this note.)",
    },
    follow_up_request="You think of what a user could say next. Below is the end of a conversation. Write three different things this user might want to ask or say now, in their voice and in the language of the conversation, at most ten words each. One a line, without numbers, quotes or comments. Answer with these three lines only.",
    about_user="What the user says about themselves:",
    answer_style="How the user wants you to answer (what follows below counts more):",
    memory="What the user asked you to remember (in their own words, oldest first):",
    left_out_middle="[… {characters} characters left out here …]",
    summary_introduction="Summary of the conversation so far:",
    summary_task="You keep the notes of a long conversation. Merge what follows (it may begin with an earlier summary) into one new summary of at most {words} words. Keep names, numbers, dates, decisions, the user's wishes and preferences, open points, and details of code or text that will be needed again. Write in the language of the conversation, and write nothing but the summary.",
)
