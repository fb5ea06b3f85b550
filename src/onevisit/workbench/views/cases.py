"""All cases that this person may see, narrowed and sorted by the query string; and the search box of every page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.casework import queries
from onevisit.platform import access
from onevisit.platform.access import STAFF, requires
from onevisit.platform.ui.listing import Column, Page, Sorting
from onevisit.rules.identifiers import BadIdentifier, bundle_no, case_no
from onevisit.workbench import case_filters
from onevisit.workbench.web import cleaned, page_number, show

COLUMNS = (
    Column("事项", wide=True),
    Column("申请人"),
    Column("状态"),
    Column("办理部门"),
    Column("提交", "submitted_on"),
    Column("承诺到期", "due_on"),
    Column("评价"),
)


@require_safe
@requires(STAFF)
def cases(request: HttpRequest) -> HttpResponse:
    """The list with its exact count."""
    filters = case_filters.read(request)
    found = queries.cases(access.actor(request), filters, page_number(request))
    return show(
        request,
        "workbench/cases.html",
        {
            "filters": filters,
            "choices": case_filters.choices(filters),
            "rows": found.items,
            "page": Page(found.number, found.size, found.total),
            "columns": COLUMNS,
            "sorting": Sorting.read(request.GET, COLUMNS, case_filters.DEFAULT),
            "export": f"{reverse('workbench:export')}?{request.GET.urlencode()}",
        },
    )


@require_safe
@requires(STAFF)
def find(request: HttpRequest) -> HttpResponse:
    """The box at the top: a whole case number leads to the case, anything else to the list."""
    text = cleaned(request.GET.get("q", ""))
    try:
        number = str(case_no.check(text))
    except BadIdentifier:
        return HttpResponseRedirect(f"{reverse('workbench:cases')}?{urlencode({'q': text})}")
    route = "workbench:bundle" if bundle_no.is_bundle(number) else "workbench:case"
    return HttpResponseRedirect(reverse(route, args=[number]))
