"""Texts that anybody could send."""

from hypothesis import strategies as st

any_text = st.text(st.characters(exclude_categories=()), max_size=60)
"""Of all characters, even those that no encoding has."""
