"""Strangers try every handler and every route: the app itself says which there are."""
