"""The ways in and out: each turns what a person does into an Inbound, and words into a message."""
