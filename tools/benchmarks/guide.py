"""How long the page of a guide takes, in one process, without the network."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from benchmarks import Figure, milliseconds, percentiles
from factories.matters import matters

TIMES = 3


def run() -> list[Figure]:
    """Measure every matter's guide, after each was asked for once."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing is collected here
    with override_settings(
        ALLOWED_HOSTS=["testserver"], STORAGES={**settings.STORAGES, "staticfiles": static}
    ):
        client = Client()
        pages = [reverse("portal:guide", args=[key]) for key in matters()]
        for page in pages:
            if client.get(page).status_code != 200:
                raise RuntimeError(f"{page} is not answered with a page")
        taken = milliseconds(partial(client.get, page) for page in pages * TIMES)
    return percentiles("page of a guide", taken)
