"""How well the model understands messages that it never saw, in other people's words."""
