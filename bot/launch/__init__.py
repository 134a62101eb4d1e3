"""May people be let in yet? What launch-check looks at."""
