import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")

_DELAY = 0.002


class Batcher(Generic[Question, Answer]):
    """Collects calls while a batch is running and handles them in the next, so a single call is handled at once.

    `do` gets up to `limit` questions and returns their answers in the same order; all of them get its exception.
    """

    def __init__(self, do: Callable[[Sequence[Question]], Awaitable[Sequence[Answer]]], limit: int = 100) -> None:
        self._do = do
        self._limit = limit
        self._waiting: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, asked: Question) -> Answer:
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return await answer

    async def _run(self) -> None:
        await asyncio.sleep(_DELAY)
        while self._waiting:
            asked, self._waiting = self._waiting[: self._limit], self._waiting[self._limit :]
            await self._answer(asked)

    async def _answer(self, waiting: Sequence[tuple[Question, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._do([asked for asked, _ in waiting])
        except Exception as error:
            for _, future in waiting:
                if not future.done():
                    future.set_exception(error)
        else:
            for (_, future), answer in zip(waiting, answers, strict=True):
                if not future.done():
                    future.set_result(answer)
