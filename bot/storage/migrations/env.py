"""Runs a migration on the connection that `storage.migrate` opened."""

from alembic import context

from bot.storage.directory_tables import DirectoryHeadRow

# All tables share one: importing these has imported those of tables.py too.
METADATA = DirectoryHeadRow.metadata


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave Procrastinate's own tables alone: its schema is a file of its own."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_name=include_name,
)
with context.begin_transaction():
    context.run_migrations()
