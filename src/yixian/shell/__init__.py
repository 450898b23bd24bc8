"""The visual language of every page: shells, components, styles."""
