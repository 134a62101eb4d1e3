"""One machine with nothing installed: its secrets, its private database, its Rasa process."""
