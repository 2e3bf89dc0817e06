"""The model's side of the wall: how replies are asked for, piece by piece.

Belongs here: the OpenAI SDK, keys, what a provider's errors mean. Does not:
chats, users, the database, words for the screen other than the offline model's.
"""
