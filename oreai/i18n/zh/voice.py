"""Speaking instead of typing, and being read to."""

from oreai.i18n.texts.voice import VoiceTexts

VOICE = VoiceTexts(
    speak="说话",
    read_aloud="朗读",
    nobody_hears="这里还没有设置语音模型。",
    not_sent="录音没有送到，网络可能不太稳。",
    too_long="这一段太长了。",
    wrong_kind="这段录音用不了。",
    still_hearing="上一段录音还在听，请稍后再试。",
    too_often="太快了，请 {seconds} 秒后再试。",
    used_up="今天的语音次数用完了，打字照常可用。",
)
