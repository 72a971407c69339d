"""Nouns that every part shares: frozen, no input or output, standard library only."""
