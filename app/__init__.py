"""The outside: settings, wiring, the HTTP and socket edge, pages, and the command line."""

__version__ = "0.1.0"
