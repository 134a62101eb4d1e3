"""The inbox's own scripts and styles, read once and served at an address that names their content.

One hash stands for all files, so that a script may import another by a relative address, and a
browser may keep each for ever: a changed file has a new address.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "private, max-age=31536000, immutable"


@dataclass(frozen=True)
class Assets:
    """The files by their names below static/."""

    files: dict[str, bytes]
    version: str

    @classmethod
    def read(cls, folder: Path = FOLDER) -> "Assets":
        """Read every file that a browser may have; a licence or a readme is not one."""
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.suffix in TYPES
        }
        digest = sha256()
        for name, content in files.items():
            digest.update(name.encode() + b"\0" + content)
        return cls(files, digest.hexdigest()[:16])

    def url(self, name: str) -> str:
        """Return where a file is. Raises KeyError for one that is not there."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"


ASSETS = web.AppKey("assets", Assets)


async def asset(request: web.Request) -> web.Response:
    assets, name = request.app[ASSETS], request.match_info["name"]
    if request.match_info["version"] != assets.version or name not in assets.files:
        raise web.HTTPNotFound
    return web.Response(
        body=assets.files[name],
        content_type=TYPES[Path(name).suffix],
        charset="utf-8",
        headers={"Cache-Control": FOR_EVER},
    )
