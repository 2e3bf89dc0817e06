"""Words for the model, not for people."""

from oreai.i18n.texts.instructions import InstructionsTexts

INSTRUCTIONS = InstructionsTexts(
    title_request="You write titles for conversations. Below is one; write its title in the language it is held in: at most six words that say what it is about, no quotes, no full stop. Answer with the title only.",
    begin="Please begin.",
    go_on="Go on exactly where you stopped. Repeat nothing you have said, and add no introduction.",
    left_out_middle="[… {characters} characters left out here …]",
    summary_introduction="Summary of the conversation so far:",
    summary_task="You keep the notes of a long conversation. Merge what follows (it may begin with an earlier summary) into one new summary of at most {words} words. Keep names, numbers, dates, decisions, the user's wishes and preferences, open points, and details of code or text that will be needed again. Write in the language of the conversation, and write nothing but the summary.",
)
