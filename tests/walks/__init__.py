"""Ways through the bot that nobody wrote down: every state, and thousands at random."""
