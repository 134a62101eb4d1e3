"""How the directory is kept true: changes, calls, what comes from outside."""
