"""The components of the kit. README.md beside the app shows how each is called."""

from django import template

from onevisit.platform.ui.components import blocks, charts, lists, marks, parts, questions

register = template.Library()

for part in (marks, parts, charts, lists, questions, blocks):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
