"""The worker: takes delivery jobs out of the database and runs them, until it is stopped."""

import asyncio
from collections.abc import Iterable
from random import Random

import structlog
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from psycopg import OperationalError

from bot.delivery import ATTEMPTS, Delivery, Patience
from bot.storage.outbox import TASK, jobs_app, queue

log = structlog.get_logger(__name__)

CONCURRENCY = 32  # parcels under way at once; one person's go one after another all the same
HEARTBEAT = 1.0  # seconds between signs of life
STALLED_AFTER = 5.0  # seconds without one, and another worker takes the jobs over
LONGEST_PAUSE = 10.0


def worker_app(database_url: str, delivery: Delivery) -> App:
    """A Procrastinate application that knows how to deliver."""
    app = jobs_app(database_url)

    @app.task(name=TASK, retry=Patience(Random()), pass_context=True)  # noqa: S311 - jitter
    async def deliver(context: JobContext, parcel: str) -> None:
        try:
            await delivery.deliver(parcel)
        except Exception:
            if context.job.attempts + 1 >= ATTEMPTS:
                await delivery.give_up(parcel)
            raise

    return app


async def work(app: App, channels: Iterable[str]) -> None:
    """Deliver the channels' parcels. The database going away and coming back is survived."""
    queues = [queue(channel) for channel in channels]
    pause = 0.5
    while True:
        try:
            async with app.open_async():
                pause = 0.5
                await app.run_worker_async(
                    queues=queues,
                    concurrency=CONCURRENCY,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=5.0,
                    fetch_job_polling_interval=0.1,  # a person's second message waits for this
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=STALLED_AFTER,
                )
        except (ConnectorException, OperationalError, OSError) as error:
            log.warning("the worker lost the database", error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
