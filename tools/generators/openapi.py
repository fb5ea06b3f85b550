"""The description of the API, as /api/openapi.json gives it."""

import json
import os

import django


def generate() -> dict[str, str]:
    """Return docs/reference/openapi.json."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onevisit.config.settings")
    django.setup()
    from onevisit.api.urls import api

    text = json.dumps(
        api.get_openapi_schema(path_prefix="api/"), ensure_ascii=False, indent=1, sort_keys=True
    )
    return {"docs/reference/openapi.json": text + "\n"}
