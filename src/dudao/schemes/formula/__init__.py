"""The small typed language of indicator formulas: what a formula says, and in which unit its result is. Nothing is computed here."""
