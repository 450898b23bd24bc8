"""What a page of ours may load and do: nothing from elsewhere, no script and no style inside a page."""

from collections.abc import Sequence
from typing import Any

from csp.constants import NONE, SELF

PERMISSIONS = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), display-capture=(), "
    "encrypted-media=(), fullscreen=(self), geolocation=(self), gyroscope=(), magnetometer=(), "
    "microphone=(self), midi=(), payment=(), usb=()"
)


def content_policy(pictures: Sequence[str] = ()) -> dict[str, Any]:
    """Return django-csp's setting; `pictures` are further origins of images, such as map tiles."""
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:", "blob:", *pictures],
            "font-src": [SELF, "data:"],
            "connect-src": [SELF],
            "worker-src": [SELF],
            "manifest-src": [SELF],
            "media-src": [SELF, "blob:"],
            "object-src": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
        }
    }
