"""The GraphQL API: its types and resolvers."""
