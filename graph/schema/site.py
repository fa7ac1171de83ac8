import strawberry

from rules.config import Config


@strawberry.type(description="The site that this service runs for.")
class Site:
    name: str = strawberry.field(description="The name of the site.")
    url: str = strawberry.field(description="The address of the site.")
    support_email: str = strawberry.field(description="The email address to ask for help.")

    @classmethod
    def of(cls, config: Config) -> "Site":
        return cls(name=config.site_name, url=config.site_url, support_email=config.support_email)
