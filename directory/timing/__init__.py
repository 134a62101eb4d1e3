"""What opening hours mean, day by day."""
