"""The invented province on a site of its own: people, rounds, data, everything made through the actions of the apps."""
