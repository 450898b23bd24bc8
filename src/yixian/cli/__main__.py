"""`python -m yixian.cli` is `yixian`."""

from yixian.cli.main import main

main()
