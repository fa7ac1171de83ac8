from rules.config import Config

Header = tuple[str, str]


def cookie_name(config: Config, name: str = "usher") -> str:
    """In production, use a prefix with which browsers tie the cookie to this host and TLS.

    Under a path, the name contains the path: browsers also send cookies of parent paths, such as those of another
    Usher at the root of the host, and only that one can delete them.
    """
    name += config.public_path.replace("/", "-")
    if not config.production:
        return name
    return f"__Secure-{name}" if config.public_path else f"__Host-{name}"


def cookie(config: Config, name: str, value: str, age: int | None = None) -> Header:
    """Return a Set-Cookie header. Without an age in seconds, the browser drops the cookie when it closes."""
    until = "" if age is None else f" Max-Age={age};"
    secure = "; Secure" if config.production else ""
    path = config.public_path or "/"
    return "Set-Cookie", f"{cookie_name(config, name)}={value};{until} Path={path}; HttpOnly; SameSite=Lax{secure}"


def session_cookie(config: Config, token: str) -> Header:
    return cookie(config, "usher", token, int(config.session_lifetime.total_seconds()))


def delete_session_cookie(config: Config) -> Header:
    return cookie(config, "usher", "", 0)
