"""The WSGI entry that `onevisit serve` gives to the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onevisit.config.settings")

application = get_wsgi_application()
