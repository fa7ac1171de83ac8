import strawberry

from rules.config import Config


@strawberry.type(description="The site: what it is called, where it is, whom to ask.")
class Site:
    name: str
    url: str
    support_email: str

    @classmethod
    def of(cls, config: Config) -> "Site":
        return cls(name=config.site_name, url=config.site_url, support_email=config.support_email)
