"""Spellings in which people pass on a code or a token: {} is the key, PAGE its page."""

_ALONE = (
    "{}", " {}\n", "\ufeff{}", "{}\u200b", "\u202a{}\u202c", "{}.", "{},", "{};", "{}:", "{}!", "{}?", "{}...", "{}…", "{}=",
    '"{}"', "'{}'", "`{}`", "“{}”", "„{}“", "«{}»", "‘{}’", "({})", "[{}]", "<{}>", "{{{}}}", "（{}）", "「{}」", "<{}>.", "({}).",
    "**{}**", "{})", "{}]", "{}>", "{}\r\n", "{}\u3000", "{}。",
    "{}?utm_source=mail", "{}#top", "{}&x=1",
)  # fmt: skip
_LINKS = (
    "https://usher.example/PAGE/{}",
    "http://127.0.0.1:8000/PAGE/{}",
    "https://elsewhere.example/PAGE/{}",
    "https://usher.example/some/path/PAGE/{}",
    "usher.example/PAGE/{}",
    "/PAGE/{}",
    "https://usher.example/PAGE/{}?utm_source=mail&utm_medium=x#top",
    "https://usher.example/PAGE/{}/",
    "https://usher.example/PAGE/{}/print",
    "https://usher.example/PAGE/{}.",
    "https://usher.example/PAGE/{}%20",
    "https://usher.example/PAGE/{}%0D%0A",
    "https://usher.example/PAGE/{}%E2%80%8B",
    "<https://usher.example/PAGE/{}>",
    "(https://usher.example/PAGE/{}).",
    "[Join](https://usher.example/PAGE/{})",
    '<a href="https://usher.example/PAGE/{}">Join</a>',
    "Here it is: https://usher.example/PAGE/{} - see you!",
    "Here it is:\nhttps://usher.example/PAGE/{}\nSee you!",
    "https://usher.example/register?to=/PAGE/{}",
    "https://usher.example/login?to=%2FPAGE%2F{}",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fusher.example%2FPAGE%2F{}&data=05%7C01",
)
SPELLINGS = [*_ALONE, *_LINKS]


def spelled(dress: str, page: str, key: str) -> str:
    """`page` is `join` or `login`."""
    return dress.replace("PAGE", page).format(key)
