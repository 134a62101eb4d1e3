"""What help there is, who deals with what, and where each fact was read: the open directory."""
