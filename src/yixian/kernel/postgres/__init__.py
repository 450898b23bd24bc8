"""Django's PostgreSQL backend, confined to the schema of the banner that is chosen."""
