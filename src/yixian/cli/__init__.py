"""The command-line tool `yixian`: one module a command, loaded only when it is called."""
