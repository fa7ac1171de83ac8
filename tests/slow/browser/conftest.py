"""The browser, and the server with groups to show in it, that the quick tests of whole ways have."""

from tests.browser.conftest import browser, browser_windows, open_page, own_dsn, own_engine, post, shown, site, windows

__all__ = ["browser", "browser_windows", "open_page", "own_dsn", "own_engine", "post", "shown", "site", "windows"]
