"""Which services and problems a message is about."""
