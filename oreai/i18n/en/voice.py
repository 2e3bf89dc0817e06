"""Speaking instead of typing, and being read to."""

from oreai.i18n.texts.voice import VoiceTexts

VOICE = VoiceTexts(
    speak="Speak",
    read_aloud="Read aloud",
    nobody_hears="No voice model is set up here.",
    not_sent="The recording did not get through; the network may be unsteady.",
    too_long="That is too long for one go.",
    wrong_kind="This recording cannot be used.",
    still_hearing="Your last recording is still being listened to. Try again in a moment.",
    too_often="That was quick. Please try again in {seconds} s.",
    used_up="That is all the voice there is for today. Typing works as ever.",
)
