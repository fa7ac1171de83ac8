"""The outer layer: settings, wiring, HTTP and websockets, pages, and the command line."""

__version__ = "0.1.0"
