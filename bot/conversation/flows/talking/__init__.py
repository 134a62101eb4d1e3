"""Passing something on to staff, and all that follows. Pure."""
