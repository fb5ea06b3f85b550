"""The layouts leave out a door that is not there; here both are, so a route that nobody names is a mistake."""

import pytest
from django.urls import reverse

from onevisit.platform.ui.navigation import PORTAL


@pytest.mark.parametrize("route", [*(route for _, _, route in PORTAL), "workbench:today", "ui:elder"])
def test_every_route_of_the_layouts_exists(route: str) -> None:
    assert reverse(route)
