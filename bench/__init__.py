"""Side-by-side measurements, run by `make bench`: everything as a ratio to bare Django on the same server."""
