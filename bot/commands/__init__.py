"""The commands of `waymark`, each a few lines that call the part that does it."""
