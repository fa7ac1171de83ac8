"""Pages that work without JavaScript, for products that have no pages of their own yet.

A page is a function from a `Visit` to a response. `routes.py` lists it with its address; its template in
`templates/` extends `layout.html`. What its form does is another function beside it, which runs the same actions
as the GraphQL mutations, through `Visit.act`. A page about a group begins with `groups.open_group` and has a tab
in `templates/_group.html`.
"""
