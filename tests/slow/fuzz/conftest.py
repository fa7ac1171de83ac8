from tests.permissions.conftest import walk

__all__ = ["walk"]
