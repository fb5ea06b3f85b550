"""Django's settings. What an operator sets comes from the environment, see docs/operators/settings.md."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from onevisit.config import environment, logs

PACKAGE = Path(__file__).resolve().parent.parent

# --- what the operator sets -------------------------------------------------------------------------------------

VAR = Path(os.environ.get("ONEVISIT_VAR", "var")).absolute()
DEBUG = environment.flag("ONEVISIT_DEBUG")
SECRET_KEY = environment.secret_key("ONEVISIT_SECRET_KEY", VAR / "secret-key")
ALLOWED_HOSTS = environment.words("ONEVISIT_HOSTS", "127.0.0.1,localhost,[::1]")
ORIGIN = environment.origin("ONEVISIT_ORIGIN", "http://127.0.0.1:8000")
"""Where the public finds this installation: written into QR codes and notices, and trusted for forms."""
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("ONEVISIT_PROXIES", 0)
METRICS_TOKEN = os.environ.get("ONEVISIT_METRICS_TOKEN", "")
DATABASES = {"default": environment.database("DATABASE_URL", VAR)}

# A transaction is opened by the one write path, as late and as short as possible. With ATOMIC_REQUESTS every page
# that only reads would take SQLite's write lock, and files would be handled while it is held.
DATABASES["default"]["ATOMIC_REQUESTS"] = False

# --- the house --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "onevisit.platform.ui",  # before allauth, whose pages it dresses
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "onevisit.platform.people",
    "onevisit.platform.organs",
    "onevisit.platform.workdays",
    "onevisit.platform.files",
    "onevisit.platform.outbox",
    "onevisit.catalogue",
    "onevisit.casework",
    "onevisit.documents",
    "onevisit.licences",
    "onevisit.exchange",
    "onevisit.tickets",
    "onevisit.appointments",
    "onevisit.visits",
    "onevisit.payments",
    "onevisit.bundles",
    "onevisit.assistance",
    "onevisit.coordination",
    "onevisit.supervision",
    "onevisit.questions",
    "onevisit.portal",
    "onevisit.workbench",
    "onevisit.api",
]

MIDDLEWARE = [
    "onevisit.config.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "onevisit.config.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "onevisit.config.urls"
WSGI_APPLICATION = "onevisit.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "onevisit.platform.ui.context.shell",
            ],
        },
    },
]

CACHES = {
    "default": {
        # In the database, because every web process has to see the same count of failed sign-ins.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "onevisit_cache",
    },
}

# --- language and time ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- signing in -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "onevisit.platform.ui.signing_in.Account"  # where one stands after signing in
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
# The province's identity platform vouches for people, not a mailbox: an account has none.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: one working day

# --- security ---------------------------------------------------------------------------------------------------

_HTTPS = ORIGIN.startswith("https://")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "onevisit.platform.ui.errors.stale_form"
SECURE_SSL_REDIRECT = False  # the proxy that holds the certificate redirects; see docs/operators/install.md
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS and ALLAUTH_TRUSTED_PROXY_COUNT else None
)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the kit's stylesheet carries its small marks as data:
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- uploads ----------------------------------------------------------------------------------------------------

UPLOAD_FILE_LIMIT = 10 * 1024 * 1024  # bytes of one file
UPLOAD_REQUEST_LIMIT = 64 * 1024 * 1024  # bytes of one request with all its files
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    6000  # the editor sends a whole list of materials; it refuses more than 5,000 in words
)

# --- static files -----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
FRONTEND_ROOT = VAR / "frontend"
"""What tools/frontend.py collected from the npm packages; made by `make run` and `make test`."""
STATICFILES_DIRS = [FRONTEND_ROOT]
FONTS_ROOT = VAR / "fonts"
"""The Chinese fonts for PDFs, collected in the same way."""
STORAGES = {
    # Unused: platform.files keeps what people upload. In memory, so that a mistake leaves nothing on the disk.
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# --- logs -------------------------------------------------------------------------------------------------------

LOGGING_CONFIG = None  # Django would add handlers that write addresses with their query strings
logs.configure(debug=DEBUG)

# --- the demonstration ------------------------------------------------------------------------------------------

# Where pages ask about a demonstration. Both answer nothing in an installation where none was played.
ONEVISIT_DEMO_UNTIL = "onevisit.demo.record.played_until"
ONEVISIT_DEMO_ACCOUNTS = "onevisit.demo.record.shown"
