"""Helpers for tests: a GraphQL client, a websocket client, people and servers."""
