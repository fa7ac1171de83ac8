"""Pasted texts, each with exactly whom it means.

A case is a text and its entries: ``anna@x.org``, ``Anna Lee <anna@x.org>``, ``@anna`` for a username, ``? Anna`` for an
entry with a problem, which shows what was pasted.
"""

Case = tuple[str, list[str]]
