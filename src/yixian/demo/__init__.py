"""The demonstration banner: an invented year in a banner of true size."""
