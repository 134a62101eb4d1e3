"""`python -m nlu.evaluation`: a table for people on standard error, JSON on standard output.

`compare`, `public` or `bench` after it: other pipelines on the same lines, ours on public sets,
and how fast both serve. Those write docs/models.md.
"""

import sys

from nlu.quietly import become

PARTS = ("run", "compare", "public", "bench")

if __name__ == "__main__":
    part, *rest = sys.argv[1:] or ["run"]
    if part not in PARTS:
        sys.exit(f"There is no {part}: {', '.join(PARTS)}")
    become(f"nlu.evaluation.{part}", *rest)
