"""Looks for danger in what a person says, and holds the words that answer it. Pure."""
