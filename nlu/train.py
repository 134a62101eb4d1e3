"""Making the model, when anything it is made from has changed: `python -m nlu.train`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from nlu.files import CONFIG, DATA, MODELS, ROOT, Unverified, digest, digest_of_all, verify
from nlu.quietly import become

ARCHIVE = MODELS / "waymark.tar.gz"
MANIFEST = MODELS / "waymark.json"


def inputs() -> Iterator[Path]:
    """Everything that the model is made from."""
    yield CONFIG
    yield ROOT / "nlu" / "uv.lock"
    yield from DATA.rglob("*.yml")
    for package in ("components", "encoder"):
        yield from (path for path in (ROOT / "nlu" / package).iterdir() if path.is_file())


def is_current() -> bool:
    """Whether the model is whole and was made from the inputs as they are now."""
    try:
        manifest = read_manifest()
        verify(ARCHIVE, manifest["sha256"])
    except Unverified:
        return False
    return bool(manifest["inputs"] == digest_of_all(inputs()))


def read_manifest() -> dict[str, str]:
    """The digest of the model, and that of what it was made from. Raises Unverified."""
    try:
        manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
        return {"sha256": str(manifest["sha256"]), "inputs": str(manifest["inputs"])}
    except (OSError, ValueError, KeyError, TypeError):
        raise Unverified("there is no trained model: run python -m nlu.train") from None


def write_manifest(made_from: str) -> None:
    manifest = {"sha256": digest(ARCHIVE), "inputs": made_from}
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    if is_current():
        sys.stdout.write("The model is up to date.\n")
        return
    become("nlu.training", digest_of_all(inputs()))


if __name__ == "__main__":
    main()
