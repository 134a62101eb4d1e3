"""Every screen of every flow on one page, for the people who have to answer for the words."""
