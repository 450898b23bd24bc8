"""Where the source lies, and where an installation keeps its state."""

from pathlib import Path

from yixian.kernel import env

SOURCE = Path(__file__).resolve().parents[1]
ROOT = SOURCE.parents[1]


def var() -> Path:
    """Return the state directory: YIXIAN_VAR, or `var` in the checkout. Raises SettingError."""
    return env.path("YIXIAN_VAR", ROOT / "var")
