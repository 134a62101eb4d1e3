"""What a person can do, one file each. A flow takes a Moment and returns a Reply. Pure."""
