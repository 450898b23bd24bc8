"""Yixian (一线): casework for a banner, its towns, villages and grids."""

__version__ = "0.1.0"
