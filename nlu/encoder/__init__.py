"""Turning a message into numbers that hold its meaning: a small frozen language model."""
