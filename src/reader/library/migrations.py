"""Numbered migrations in plain SQL: schema/index_0001.sql, schema/marks_0001.sql and so on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress

from reader.errors import LibraryError
from reader.library.connection import Kind


class NewerSchemaError(LibraryError):
    """The file was written by a later version of reader. It must be left as it is."""


def script(kind: Kind, number: int) -> str:
    """Return the SQL that leads from schema `number - 1` to `number`."""
    from importlib.resources import files  # only a new or an old file needs it

    return files("reader.library").joinpath("schema", f"{kind.name}_{number:04}.sql").read_text("utf-8")


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the number of the schema that the file has; 0 is a new file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection,
    kind: Kind,
    *,
    before_upgrade: Callable[[int], None] | None = None,
) -> None:
    """Bring the file to the schema that this program knows, each step wholly or not at all.

    `before_upgrade` is called with the old number before an existing file is changed. Raises NewerSchemaError.
    """
    at = schema_of(connection)
    if at > kind.schema:
        message = f"The {kind.name} file has schema {at}, from a newer reader; this one knows schema {kind.schema}."
        raise NewerSchemaError(message, "Use the newer reader, or move the file away.")
    if 0 < at < kind.schema and before_upgrade is not None:
        before_upgrade(at)
    for number in range(at + 1, kind.schema + 1):
        _step(connection, kind, number, script(kind, number))


def _step(connection: sqlite3.Connection, kind: Kind, number: int, sql: str) -> None:
    head = f"BEGIN IMMEDIATE; PRAGMA application_id = {kind.application_id}; PRAGMA user_version = {number};"
    try:
        connection.executescript(f"{head}\n{sql}\nCOMMIT;")
    except sqlite3.Error:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
