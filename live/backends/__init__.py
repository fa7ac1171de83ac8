"""Brokers that carry hints between processes: PostgreSQL, Redis, or memory for a single process."""
