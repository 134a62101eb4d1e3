"""Serving the model: `python -m nlu.serve`. Refuses a model that is not the one that was trained.

WAYMARK_NLU_ADDRESS is the host and port to listen on; WAYMARK_NLU_TOKEN is what callers must
know. It stays in the environment: an argument could be read by anybody on the machine.
"""

import os
import re
import sys

from nlu.environment import QUIET_AND_SINGLE
from nlu.files import ROOT, Unverified, verify
from nlu.train import ARCHIVE, read_manifest

ADDRESS = "127.0.0.1:5005"
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,256}")


def main() -> None:
    if not TOKEN.fullmatch(os.environ.get("WAYMARK_NLU_TOKEN", "")):
        sys.exit("WAYMARK_NLU_TOKEN must be 32 to 256 letters, digits, - or _")
    try:
        verify(ARCHIVE, read_manifest()["sha256"])
    except Unverified as reason:
        sys.exit(f"The model is not served: {reason}")
    address = os.environ.get("WAYMARK_NLU_ADDRESS") or ADDRESS
    os.chdir(ROOT)
    os.execve(  # noqa: S606 - our own interpreter, with the settings that must come before Rasa
        sys.executable,
        [sys.executable, "-m", "nlu.server"],
        {**os.environ, **QUIET_AND_SINGLE, "WAYMARK_NLU_ADDRESS": address},
    )


if __name__ == "__main__":
    main()
