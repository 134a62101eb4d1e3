"""The pages' own script, style and picture, read once and served at an address that names them."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Assets:
    """The files by their names, and a hash of them all: a changed file has a new address."""

    files: dict[str, bytes]
    version: str

    @classmethod
    def read(cls, folder: Path = FOLDER) -> "Assets":
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        digest = sha256()
        for name, content in files.items():
            digest.update(name.encode() + b"\0" + content)
        return cls(files, digest.hexdigest()[:16])

    def url(self, name: str) -> str:
        """Return where a file is. Raises KeyError for one that is not there."""
        if name not in self.files:
            raise KeyError(name)
        return f"/find/static/{self.version}/{name}"

    async def answer(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if request.match_info["version"] != self.version or name not in self.files:
            raise web.HTTPNotFound
        return web.Response(
            body=self.files[name],
            content_type=TYPES[Path(name).suffix],
            charset="utf-8",
            headers={"Cache-Control": FOR_EVER},
        )
