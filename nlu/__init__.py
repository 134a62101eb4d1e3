"""Rasa's side of Waymark: the phrases it learns from, its own component, training and serving."""
