"""Specialised bodies: each a declared procedure with its own admission, exclusions and clocks."""
