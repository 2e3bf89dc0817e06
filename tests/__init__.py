"""Tests read as behaviour: each opens with a sentence, and nothing real is replaced but the model."""
