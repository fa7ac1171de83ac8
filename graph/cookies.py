"""The cookie that a login sets, for browsers on the same site."""

from rules.config import Config

Header = tuple[str, str]


def cookie_name(config: Config) -> str:
    """In production the prefix has browsers hold the cookie to this very host, over TLS."""
    return "__Host-usher" if config.production else "usher"


def session_cookie(config: Config, token: str) -> Header:
    """The header that gives a browser its session; it goes when the session ends by itself."""
    return _header(config, token, int(config.session_lifetime.total_seconds()))


def no_cookie(config: Config) -> Header:
    """The header that takes the session from a browser again."""
    return _header(config, "", 0)


def _header(config: Config, value: str, age: int) -> Header:
    secure = "; Secure" if config.production else ""
    return "Set-Cookie", f"{cookie_name(config)}={value}; Max-Age={age}; Path=/; HttpOnly; SameSite=Lax{secure}"
