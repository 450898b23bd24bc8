"""The schemas of the banners in one database."""

from django.db.backends.base.base import BaseDatabaseWrapper

from yixian.kernel import banner

CREATE = "CREATE SCHEMA IF NOT EXISTS {schema}"


def exists(connection: BaseDatabaseWrapper, code: str) -> bool:
    """Tell whether the banner of this code has its schema; raise BannerError for no code."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [banner.schema_name(code)])
        return cursor.fetchone() is not None


def create(connection: BaseDatabaseWrapper, code: str) -> None:
    """Create the schema of a banner unless it is there; raise BannerError for no code."""
    with connection.cursor() as cursor:
        cursor.execute(CREATE.format(schema=banner.schema_name(code)))


def codes(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the codes of the banners that this database holds, in order."""
    with connection.cursor() as cursor:
        cursor.execute(r"SELECT nspname FROM pg_namespace WHERE nspname ~ '^banner_[0-9]{6}$' ORDER BY 1")
        return [str(name).removeprefix("banner_") for (name,) in cursor.fetchall()]
