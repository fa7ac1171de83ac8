"""Live streams: events and cursors, the hub that carries hints, the feeds that read events."""
