"""A small schema for the edge: a shop that sells plants, with streams that its tests control."""

import asyncio
import enum
from collections.abc import AsyncGenerator

import strawberry
from strawberry.types import Info

from rules.refusals import RefusalError, forbidden, unauthenticated
from tests.edge.feed import followed
from tests.edge.hooks import Context


@strawberry.interface
class Thing:
    id: strawberry.ID


@strawberry.enum
class Light(enum.Enum):
    SUN = "sun"
    SHADE = "shade"


@strawberry.type
class Pot(Thing):
    litres: float
    sturdy: bool


@strawberry.type
class Plant(Thing):
    name: str
    latin: str | None
    height: int
    light: Light
    tags: list[str]
    pot: Pot | None = None

    @strawberry.field
    async def related(self, first: int = 20) -> "PlantConnection":
        return connection(first)

    @strawberry.field
    def secret(self) -> str | None:
        raise ValueError("the password is swordfish")

    @strawberry.field
    def cuttings(self) -> list["Plant"]:
        return []


@strawberry.type
class PlantEdge:
    cursor: str
    node: Plant


@strawberry.type
class PlantConnection:
    nodes: list[Plant]
    edges: list[PlantEdge]
    total_count: int


def plant(number: int) -> Plant:
    pot = Pot(id=strawberry.ID(f"p{number}"), litres=number / 2, sturdy=number % 2 == 0) if number % 3 else None
    light = Light.SUN if number % 2 else Light.SHADE
    latin = None if number % 4 == 0 else f"Planta {number}"
    return Plant(
        id=strawberry.ID(str(number)),
        name=f"Plant {number}",
        latin=latin,
        height=number,
        light=light,
        tags=["a"],
        pot=pot,
    )


def connection(first: int) -> PlantConnection:
    plants = [plant(number) for number in range(first)]
    return PlantConnection(nodes=plants, edges=[PlantEdge(cursor=p.id, node=p) for p in plants], total_count=first)


@strawberry.input
class Wish:
    name: str
    count: int = 1


ShopInfo = Info[Context, None]


@strawberry.type
class Query:
    @strawberry.field
    def hello(self, name: str = "you") -> str:
        return f"Hello, {name}"

    @strawberry.field
    async def plants(self, first: int = 20) -> PlantConnection | None:
        return connection(first)

    @strawberry.field
    def bed(self, ids: list[strawberry.ID]) -> list[Plant]:
        return [plant(int(number)) for number in ids]

    @strawberry.field
    def shelf(self) -> list[Plant]:
        return [plant(number) for number in range(5)]

    @strawberry.field
    def mine(self, info: ShopInfo) -> int | None:
        if info.context.caller.account_id is None:
            raise unauthenticated()
        return info.context.caller.account_id

    @strawberry.field
    def broken(self) -> str | None:
        raise RuntimeError("secret-inside")

    @strawberry.field
    def huge(self) -> int | None:
        return 3_000_000_000

    @strawberry.field
    def lost(self) -> str | None:
        raise ConnectionRefusedError("10.1.2.3")

    @strawberry.field
    def busy(self) -> str | None:
        raise RefusalError("RATE_LIMITED", "Too often.", retry_after=17)

    @strawberry.field
    def page_of(self, size: int = 3) -> int:
        return size


@strawberry.type
class Mutation:
    @strawberry.mutation
    def sell(self, info: ShopInfo, name: str) -> str | None:
        info.context.state.sold.append(name)
        info.context.response_headers.append(("Set-Cookie", f"last={name}; HttpOnly"))
        info.context.response_headers.append(("Set-Cookie", "seen=1"))
        return name

    @strawberry.mutation
    def wish(self, wish: Wish) -> str | None:
        return f"{wish.count} {wish.name}"

    @strawberry.mutation
    def refuse(self) -> str | None:
        raise forbidden()


@strawberry.type
class Subscription:
    @strawberry.subscription
    @followed
    async def count(self, info: ShopInfo, to: int = 3, size: int = 1) -> AsyncGenerator[str, None]:
        state = info.context.state
        state.streaming += 1
        try:
            for number in range(to):
                state.yielded += 1
                yield f"{number}" * size
        finally:
            state.streaming -= 1

    @strawberry.subscription
    @followed
    async def news(self, info: ShopInfo) -> AsyncGenerator[str, None]:
        state = info.context.state
        state.streaming += 1
        try:
            yield "open"
            await state.go_on.wait()
            yield "more"
            await asyncio.Event().wait()
        finally:
            state.streaming -= 1

    @strawberry.subscription
    @followed
    async def refused(self, info: ShopInfo) -> AsyncGenerator[str, None]:
        raise forbidden()
        yield ""  # an async generator needs one

    @strawberry.subscription
    @followed
    async def ending(self, info: ShopInfo) -> AsyncGenerator[str, None]:
        yield "one"
        raise forbidden("No longer yours.")

    @strawberry.subscription
    @followed
    async def failing(self, info: ShopInfo) -> AsyncGenerator[str, None]:
        yield "one"
        raise RuntimeError("secret-inside")

    @strawberry.subscription
    @followed
    async def unready(self, info: ShopInfo) -> AsyncGenerator[int, None]:
        yield 3_000_000_000

    @strawberry.subscription
    @followed
    async def plant(self, info: ShopInfo) -> AsyncGenerator[Plant, None]:
        yield plant(1)


schema = strawberry.Schema(query=Query, mutation=Mutation, subscription=Subscription, types=[Pot])
