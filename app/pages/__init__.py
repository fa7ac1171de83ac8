"""Pages for people whose product has none of its own yet: they work without JavaScript, and guess at nothing.

A page is a function from a `Visit` to a response, listed in `routes.py` with its address; what it shows is a
template in `templates/` that extends `layout.html`. What a form does is another function beside it, which runs
the same actions as the GraphQL mutations do, through `Visit.act`. A page about a group begins with
`groups.open_group`, and is added to the tabs in `templates/_group.html`.
"""
