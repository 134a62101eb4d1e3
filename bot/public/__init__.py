"""The web app that people and machines reach. It shares nothing with the one that staff reach."""
