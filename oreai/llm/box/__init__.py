"""The model in the box: llama.cpp in a process of its own and a GGUF file, where no provider is set.

Belongs here: finding the file, starting and ending the process, installing both.
Does not: talking to it, which is the OpenAI SDK's work as with any other server.
"""
