"""Secret keys of the tests: one in use, the one before, and somebody else's."""

NEW, OLD, FOREIGN = b"n" * 32, b"o" * 32, b"f" * 32
