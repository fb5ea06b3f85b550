"""The editor of definitions: the page, the form that it sends, and the definition that the form says.

Read in this order: `shapes` (what a definition may hold, taken from the dataclasses), `layout` (in what order and
groups officials think of it), `nodes` (a definition as the fields of a page), `posted` and `decode` (a form back as
a definition), `panel` (findings and journey beside it). Nothing here knows a table: the catalogue keeps the drafts.
"""
