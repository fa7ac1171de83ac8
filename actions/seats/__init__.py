"""Seats: plans, allocating, the waiting line."""
