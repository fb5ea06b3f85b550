"""The addresses of the editor of definitions. A matter cannot have the key of the first one."""

from django.urls import path

from onevisit.workbench.views import editor, editor_text

PATHS = (
    path("catalogue/new-matter", editor_text.new, name="editor-new"),
    path("catalogue/<slug:matter>/edit", editor.begin, name="editor"),
    path("catalogue/<slug:matter>/edit/text", editor_text.text, name="editor-text"),
    path("catalogue/<slug:matter>/edit/<slug:section>", editor.part, name="editor-part"),
    path("catalogue/<slug:matter>/edit/<slug:section>/panel", editor.panel, name="editor-panel"),
    path("catalogue/<slug:matter>/edit/<slug:section>/row", editor.row, name="editor-row"),
)
