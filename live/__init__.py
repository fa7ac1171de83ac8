"""Live streams: events and cursors, the hub that hints, the feeds that read."""
