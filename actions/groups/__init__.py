"""Groups and their members: making, joining, leaving, roles."""
