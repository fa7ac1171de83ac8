"""What carries hints between processes: PostgreSQL, Redis, or nothing beyond this one process."""
