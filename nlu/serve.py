"""Serving the model: `python -m nlu.serve`. Refuses a model that is not the one that was trained.

WAYMARK_NLU_ADDRESS is the host and port to listen on (127.0.0.1:5005); WAYMARK_NLU_TOKEN is what
callers must know. It stays in the environment: anybody on the machine can read an argument.
"""

import os
import re
import sys

from nlu.files import Unverified, verify
from nlu.quietly import become
from nlu.train import ARCHIVE, read_manifest

TOKEN = re.compile(r"[A-Za-z0-9_-]{32,256}")


def main() -> None:
    if not TOKEN.fullmatch(os.environ.get("WAYMARK_NLU_TOKEN", "")):
        sys.exit("WAYMARK_NLU_TOKEN must be 32 to 256 letters, digits, - or _")
    try:
        verify(ARCHIVE, read_manifest()["sha256"])
    except Unverified as reason:
        sys.exit(f"The model is not served: {reason}")
    become("nlu.server")


if __name__ == "__main__":
    main()
