"""What a message seems to mean: the trained model's word, or the keyword list's when it is away."""
