"""Pages of cameras: thin doors."""
