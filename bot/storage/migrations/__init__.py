"""The database's history: numbered, one after another, each with its way back."""
