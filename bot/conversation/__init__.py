"""What the bot says next, as a function of what was said. Pure."""
