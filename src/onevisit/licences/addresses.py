"""Where a certificate is verified. The path is printed on paper for years, so it stands here and never changes."""

from django.conf import settings

VERIFICATION_PATH = "verify/"
"""Below the installation's origin; the token follows. The portal answers there."""


def verification(token: str) -> str:
    """The address in a certificate's QR code."""
    return f"{settings.ORIGIN}/{VERIFICATION_PATH}{token}"
