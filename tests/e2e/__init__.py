"""The whole of it: a phone at one end, the desk at the other, a real database between."""
