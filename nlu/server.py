"""Rasa's own server, in a process whose environment and model nlu.serve has checked."""

import logging
import os
from functools import partial

import structlog
from rasa.core.agent import load_agent
from rasa.core.run import configure_app
from rasa.core.utils import AvailableEndpoints
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic

from nlu.files import address
from nlu.guard import protect
from nlu.train import ARCHIVE

QUIET = (
    "rasa",
    "sanic.root",
    "sanic.error",
    "sanic.access",
    "sanic_cors",
    "asyncio",
    "matplotlib",
)
KNOWN = "hello"


def main() -> None:
    """Serve until told to stop. The token is the guard's affair, for Rasa's own check takes it
    from the address alone and compares it letter by letter."""
    _keep_quiet()
    host, _, port = address().rpartition(":")
    endpoints = AvailableEndpoints()
    app = configure_app(enable_api=True, cors=None, auth_token=None, endpoints=endpoints)
    protect(app, os.environ.pop("WAYMARK_NLU_TOKEN"))
    app.register_listener(partial(_load, endpoints), "before_server_start")
    app.run(host=host, port=int(port), workers=1, access_log=False, motd=False)


async def _load(endpoints: AvailableEndpoints, app: Sanic, loop: object) -> None:
    """Load the model and read one text, so that the first person does not wait for that."""
    app.ctx.agent = await load_agent(model_path=str(ARCHIVE), endpoints=endpoints, loop=loop)
    await app.ctx.agent.parse_message(KNOWN)


def _keep_quiet() -> None:
    """Rasa logs what people typed, at debug level and in some errors: only failures are told."""
    configure_structlog(logging.WARNING)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        cache_logger_on_first_use=False,
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)


if __name__ == "__main__":
    main()
