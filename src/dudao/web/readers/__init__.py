"""A reader's own side of the library: favourites, history, notices, membership by code."""
