"""Views of the public counter."""
