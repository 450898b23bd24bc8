"""A test database begins with the schema of the banner that is chosen."""

from typing import Any

import psycopg
from django.db.backends.postgresql import creation

from yixian.kernel import banner
from yixian.kernel.postgres.schema import CREATE


class DatabaseCreation(creation.DatabaseCreation):
    """Creates test databases whose first schema is the chosen banner's."""

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = super()._create_test_db(verbosity, autoclobber, keepdb)  # type: ignore[misc]
        settings: dict[str, Any] = self.connection.settings_dict
        address = {"user": settings["USER"], "password": settings["PASSWORD"]}
        address |= {"host": settings["HOST"], "port": settings["PORT"], "dbname": name}
        with psycopg.connect(**{key: value for key, value in address.items() if value}) as session:
            session.execute(CREATE.format(schema=banner.schema_name(banner.current())).encode())
        return name
