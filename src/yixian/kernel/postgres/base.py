"""Every cursor works in the chosen banner's schema and in no other.

The session's search path is set before a cursor is handed out, and remembered so that it costs a
statement only when it changes. PostgreSQL takes a SET back when its transaction, or the savepoint
around it, is rolled back; what is remembered is forgotten then, and whenever the connection changes.
Pooling by transaction, outside this process, would break the promise: pool by session.
"""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from yixian.kernel import banner
from yixian.kernel.postgres.creation import DatabaseCreation


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose search path follows `yixian.kernel.banner`."""

    creation_class = DatabaseCreation

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._path: str | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Return libpq's parameters, with a search path that finds nothing until a banner is chosen."""
        params: dict[str, Any] = super().get_connection_params()
        given = params.get("options", "")
        params["options"] = f"{given} -c search_path={banner.NOWHERE}".strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open a connection, or take one from the pool, trusting nothing about its search path."""
        self._path = None
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor after moving the session to the chosen banner."""
        self._follow()
        return super().create_cursor(name)

    def is_usable(self) -> bool:
        """Tell whether the server still answers; on a local socket without asking it.

        An idle connection has nothing to read unless the server has closed it or is about to.
        """
        connection = self.connection
        if connection is None or connection.closed:
            return False
        if not str(connection.info.host).startswith("/"):
            return bool(super().is_usable())
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN)
        return not poll.poll(0)

    def _follow(self) -> None:
        path = banner.search_path()
        if path == self._path:
            return
        self._path = None
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            return
        with self.wrap_database_errors, psycopg.Cursor(self.connection) as cursor:
            cursor.execute(f"SET search_path TO {path}".encode())
        self._path = path

    def _commit(self) -> None:
        connection = self.connection
        if connection is not None and connection.info.transaction_status == TransactionStatus.INERROR:
            self._path = None
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self._path = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self._path = None

    def _close(self) -> None:
        self._path = None
        super()._close()  # type: ignore[misc]
