"""Entries of the directory as texts and documents, and back."""
