"""Making the encoder that ships: rarely, by hand, and apart from what runs."""
