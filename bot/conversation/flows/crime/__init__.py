"""Crime or nuisance: who deals with it, and what happens next. Pure."""
