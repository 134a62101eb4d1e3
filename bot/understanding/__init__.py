"""What a message seems to mean, by the trained model or, when it is away, by keywords."""
