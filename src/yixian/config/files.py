"""Where files are kept: a folder, or a bucket of any service that speaks the S3 protocol."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from yixian.kernel import env


def storage(folder: Path, source: Mapping[str, str] = env.ENVIRONMENT) -> dict[str, Any]:
    """Return the entry of Django's STORAGES. YIXIAN_S3_BUCKET chooses a bucket. Raises SettingError."""
    bucket = env.text("YIXIAN_S3_BUCKET", "", source=source)
    if not bucket:
        options = {
            "location": str(folder),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        }
        return {"BACKEND": "yixian.documents.disk.Disk", "OPTIONS": options}
    endpoint = env.url("YIXIAN_S3_ENDPOINT", schemes=("https", "http"), source=source)
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint.geturl() if endpoint else None,
            "access_key": env.text("YIXIAN_S3_KEY", source=source),
            "secret_key": env.secret("YIXIAN_S3_SECRET", source=source),
            "file_overwrite": True,
            "default_acl": None,
        },
    }
