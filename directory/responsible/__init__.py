"""Who deals with something, and what happens next."""
