"""Whether the server is there: `python -m nlu.health` exits 0 when it is."""

import os
import sys
import urllib.error
import urllib.request

from nlu.serve import ADDRESS

LIMIT = 3  # seconds


def main() -> None:
    _, _, port = (os.environ.get("WAYMARK_NLU_ADDRESS") or ADDRESS).rpartition(":")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=LIMIT):
            return
    except (urllib.error.URLError, TimeoutError):
        sys.exit("no answer")


if __name__ == "__main__":
    main()
