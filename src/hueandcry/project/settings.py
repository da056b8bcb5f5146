"""Django settings, read from the environment. Every variable has a line in `dotenv-sample` (a house test checks)."""

import hashlib
import os
from pathlib import Path

from hueandcry.ui.rooms import closed_by
from hueandcry.warehouse.home import Home

HOME = Home.from_environment()

PACKAGE = Path(__file__).resolve().parent.parent


def _secret_key() -> str:
    """Return SECRET_KEY, or one derived from this home: enough while nothing signed leaves the installation."""
    given = os.environ.get("SECRET_KEY")
    return given or hashlib.sha256(f"hueandcry:{HOME.root}".encode()).hexdigest()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("DEBUG", "") == "true"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "hueandcry.ui",
    "hueandcry.places",
    "hueandcry.bodies",
    "hueandcry.sources",
    "hueandcry.measures",
    "hueandcry.surveys",
    "hueandcry.rises",
    "hueandcry.editions",
    "hueandcry.claims",
    "hueandcry.profiles",
    "hueandcry.web",
]

MIDDLEWARE = [
    "hueandcry.ui.middleware.PageCache",
    "hueandcry.ui.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hueandcry.ui.rooms.ClosedRooms",
]

ROOT_URLCONF = "hueandcry.project.urls"
WSGI_APPLICATION = "hueandcry.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "hueandcry.ui.context.installation",
            ],
            "builtins": ["hueandcry.ui.templatetags.ui"],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME.database,
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "project" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# The operator: who runs this installation. It writes the banner and decides which rooms are open.
OPERATOR_KINDS = ("police", "public_body", "newsroom", "provider", "demo")
OPERATOR_KIND = os.environ.get("OPERATOR_KIND", "demo")
OPERATOR_NAME = os.environ.get("OPERATOR_NAME", "")
OPERATOR_SCOPE = os.environ.get("OPERATOR_SCOPE", "")
OPERATOR_CONTACT = os.environ.get("OPERATOR_CONTACT", "")
ROOMS_CLOSED = closed_by(OPERATOR_KIND, os.environ.get("ROOMS_CLOSED"))

# The address under which this installation is known; used in feeds, citations and exports.
PUBLIC_URL = os.environ.get("PUBLIC_URL", "").rstrip("/")

# The share of false rises accepted among those shown (false discovery rate).
RISES_FALSE_DISCOVERY_RATE = float(os.environ.get("RISES_FALSE_DISCOVERY_RATE", "0.10"))

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # An address that does not exist is no news, and may hold what somebody searched for.
    "loggers": {"django.request": {"level": "ERROR"}},
}
