"""Whether the server is there: `python -m nlu.health` exits 0 when it is."""

import sys
import urllib.error
import urllib.request

from nlu.files import address

LIMIT = 3  # seconds


def main() -> None:
    _, _, port = address().rpartition(":")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=LIMIT):
            return
    except (urllib.error.URLError, TimeoutError):
        sys.exit("no answer")


if __name__ == "__main__":
    main()
