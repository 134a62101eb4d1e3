"""Waymark: a bot that shows people where to get help, and the inbox where staff answer them."""
