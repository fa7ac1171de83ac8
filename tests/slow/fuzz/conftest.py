from tests.permissions.conftest import walked

__all__ = ["walked"]
