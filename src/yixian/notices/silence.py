"""Keeping addresses out of the logs."""

import logging

TALKATIVE = ("apprise", "urllib3", "requests")
"""Loggers of libraries that write whole addresses, with the tokens in them."""


def hush() -> None:
    """Let the libraries that send log nothing."""
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False
