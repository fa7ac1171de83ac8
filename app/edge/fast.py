"""The executor."""

from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext


class FastExecutor(StrawberryGraphQLCoreExecutionContext):
    """An executor."""
