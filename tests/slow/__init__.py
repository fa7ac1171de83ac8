"""What kills, restarts, plays at random or takes long: `make test-slow`."""
