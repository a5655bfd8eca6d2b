"""Django's settings, made from the typed environment. Nothing else reads environment variables."""

from contextlib import suppress
from typing import Any

from csp.constants import NONCE, NONE, SELF

from fengqiao.config.environment import REPOSITORY, environment
from fengqiao.foundation.design.catalogue import compile_catalogue
from fengqiao.foundation.postgres import ConnectionParts

ENVIRONMENT = environment()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
STATE_DIR = ENVIRONMENT.state_dir
FILES_DIR = STATE_DIR / "files"
PAGER_FOLDER = ENVIRONMENT.pager_dir
TEST_DATA_DIR = ENVIRONMENT.data_dir
AUDIT_HASH = ENVIRONMENT.audit_hash

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "fengqiao.foundation.clock",
    "fengqiao.foundation.calendar",
    "fengqiao.foundation.events",
    "fengqiao.foundation.audit",
    "fengqiao.foundation.files",
    "fengqiao.foundation.simulation",
    "fengqiao.foundation.design",
    "fengqiao.domains.accounts",
    "fengqiao.domains.organisation",
    "fengqiao.domains.places",
    "fengqiao.domains.duties",
    "fengqiao.domains.tasks",
    "fengqiao.domains.cases",
    "fengqiao.domains.disputes",
    "fengqiao.domains.incidents",
    "fengqiao.domains.cameras",
    "fengqiao.domains.indicators",
    "fengqiao.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fengqiao.config.odd_text.OddTextMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fengqiao.config.middleware.ActorMiddleware",
    "fengqiao.config.middleware.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "fengqiao.config.urls"
FORM_RENDERER = "django.forms.renderers.Jinja2"
"""Fields are drawn some ten times faster than by Django's own engine: a select is a template for each choice."""
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "fengqiao.config.page_frame.page_frame",
            ]
        },
    }
]


def _database(parts: ConnectionParts) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.name,
        "USER": parts.user,
        "PASSWORD": parts.password,
        "HOST": parts.host,
        "PORT": parts.port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


# Without DATABASE_URL the fq commands start the private PostgreSQL first and set it.
DATABASES = {
    "default": _database(ENVIRONMENT.database or ConnectionParts("fengqiao", "fengqiao", "", "localhost")),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "first_page"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "design/locked_out.html"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [REPOSITORY / "src" / "fengqiao" / "locale"]
for _locale_dir in LOCALE_PATHS:
    compile_catalogue(_locale_dir)
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
# The bundles are served from the source tree; the folder only has to be there.
with suppress(OSError):
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "fengqiao_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.behind_tls
if ENVIRONMENT.behind_tls:
    # A server before this one that ends TLS says so; without it the scheme of the connection itself counts.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # A browser that came over TLS once never again asks in the clear. It ignores this where it does not trust the
    # certificate, so a station's own self-signed one locks nobody out.
    SECURE_HSTS_SECONDS = 180 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "style-src": [SELF, NONCE],
        "style-src-attr": ["'unsafe-inline'"],
        "script-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}

PROCRASTINATE_IMPORT_PATHS = ["fengqiao.config.jobs"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"fengqiao": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
