"""Cookies of ours, and the one that a login sets, for browsers on the same site."""

from rules.config import Config

Header = tuple[str, str]


def cookie_name(config: Config, name: str = "usher") -> str:
    """In production the prefix has browsers hold the cookie to this very host, over TLS.

    Below a path its name holds the path: browsers send what the paths above have set, too, such as the cookies of
    another Usher at the root of the host, and only that one can take them away.
    """
    name += config.public_path.replace("/", "-")
    if not config.production:
        return name
    return f"__Secure-{name}" if config.public_path else f"__Host-{name}"


def cookie(config: Config, name: str, value: str, age: int | None = None) -> Header:
    """The header that sets a cookie; without an age in seconds the browser drops it when it is closed."""
    until = "" if age is None else f" Max-Age={age};"
    secure = "; Secure" if config.production else ""
    path = config.public_path or "/"
    return "Set-Cookie", f"{cookie_name(config, name)}={value};{until} Path={path}; HttpOnly; SameSite=Lax{secure}"


def session_cookie(config: Config, token: str) -> Header:
    """The header that gives a browser its session; it goes when the session ends by itself."""
    return cookie(config, "usher", token, int(config.session_lifetime.total_seconds()))


def no_cookie(config: Config) -> Header:
    """The header that takes the session from a browser again."""
    return cookie(config, "usher", "", 0)
