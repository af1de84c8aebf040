"""Settings, each from the environment (docs/operators/settings.md lists them).

A fresh clone needs none: SQLite under `var/`, a secret made on the first start.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[3]


def _text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def _flag(name: str, default: bool = False) -> bool:
    return _text(name, "1" if default else "0").lower() in ("1", "true", "yes", "on")


def _number(name: str, default: int, least: int = 1) -> int:
    """A whole number from `least` on."""
    given = _text(name) or str(default)
    if not given.isdecimal() or int(given) < least:
        raise ImproperlyConfigured(f"{name} is “{given}”; write a whole number from {least} on.")
    return int(given)


def _database(name: str, default: str) -> dj_database_url.DBConfig:
    """The database of an address. It may hold a password, so that no message repeats it."""
    address = _text(name, default)
    try:
        found = dj_database_url.parse(address, conn_max_age=60)
    except ValueError:  # an unknown scheme, a port that is no number
        found = {}
    if not found.get("ENGINE", "").endswith((".sqlite3", ".postgresql")):
        raise ImproperlyConfigured(
            f"{name} is no address of a database; write sqlite:////folder/file.sqlite3 or "
            "postgres://user:password@host:5432/name."
        )
    return found


def _list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in _text(name, default).split(",") if item.strip()]


#: Where everything that is not code lives: the database, uploaded files, the secret.
DATA_DIR = Path(_text("ACTIONLINE_DATA", str(ROOT / "var")))
#: The folder that says what is special to the process followed (design.md, `process/wsis`).
PROCESS_DIR = Path(_text("ACTIONLINE_PROCESS", str(ROOT / "process" / "wsis")))


def _secret() -> str:
    given = _text("ACTIONLINE_SECRET_KEY")
    if given:
        return given
    path = DATA_DIR / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret()
DEBUG = _flag("ACTIONLINE_DEBUG")
ALLOWED_HOSTS = _list("ACTIONLINE_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("ACTIONLINE_ORIGINS")
SECURE_SITE = _flag("ACTIONLINE_HTTPS")
BEHIND_PROXY = _flag("ACTIONLINE_BEHIND_PROXY")
#: Who asks for `/metrics` shows it as a bearer token; empty: there are none.
METRICS_TOKEN = _text("ACTIONLINE_METRICS_TOKEN")
#: Where people reach the site, for addresses that are printed, mailed or put into files.
SITE_URL = _text("ACTIONLINE_URL", "http://127.0.0.1:8000").rstrip("/")

#: Requests to the JSON interface that an address may make in a minute; 0: as many as it likes.
API_RATE = _number("ACTIONLINE_API_RATE", 300, least=0)
#: Megabytes of pages and parts of pages that each process keeps (common/keeping.py).
PAGES_KEPT = _number("ACTIONLINE_PAGES_KEPT", 16, least=0)
#: Under which terms the data may be used, as the operator says.
DATA_LICENCE = _text("ACTIONLINE_DATA_LICENCE")
DATA_LICENCE_URL = _text("ACTIONLINE_DATA_LICENCE_URL")

INSTALLED_APPS = [
    "actionline.portal",
    "actionline.reporting",
    "actionline.stocktaking",
    "actionline.roadmaps",
    "actionline.mandates.progress",
    "actionline.mandates.deadlines",
    "actionline.mandates.decisions",
    "actionline.mandates.assignments",
    "actionline.mandates",
    "actionline.instruments",
    "actionline.accounts",
    "actionline.framework",
    "actionline.common.tables",
    "actionline.common.translations",
    "actionline.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.humanize",  # allauth's list of sessions
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
]

MIDDLEWARE = [
    "actionline.common.middleware.probed",
    "actionline.common.middleware.logged",
    "actionline.common.middleware.measured",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # above WhiteNoise, so that the stylesheet is packed
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "actionline.config.urls"
WSGI_APPLICATION = "actionline.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "actionline.portal.context.shell",
                "actionline.accounts.context.sign_in",
            ],
        },
    }
]
FORM_RENDERER = "actionline.config.forms.Renderer"

DATABASES = {"default": _database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'actionline.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
        ),
    }

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "actionline.accounts.backends.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "portal:home"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds that a sign-in link is good for (accounts/links.py)

# How people sign in (docs/users/accounts.md); each limit is per address or per person.
ACCOUNT_ADAPTER = "actionline.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "actionline.accounts.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]  # a password is set afterwards by whoever wants one
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE_SITE else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _flag("ACTIONLINE_BEHIND_PROXY") else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Actionline"
MFA_FORMS = {
    "add_webauthn": "actionline.accounts.passkey_forms.AddPasskeyForm",
    "edit_webauthn": "actionline.accounts.passkey_forms.EditPasskeyForm",
}
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE_SITE  # localhost, where no https is needed
#: Whether strangers may make themselves an account; otherwise people come by invitation.
SIGN_UP = _flag("ACTIONLINE_SIGN_UP", True)

#: Sign-in at an organisation's own provider (OpenID Connect), where one is named.
OIDC_URL = _text("ACTIONLINE_OIDC_URL").rstrip("/")
SOCIALACCOUNT_ADAPTER = "actionline.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the operator vouches for the provider named
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": _text("ACTIONLINE_OIDC_NAME", urlsplit(OIDC_URL).hostname or ""),
                "client_id": _text("ACTIONLINE_OIDC_CLIENT"),
                "secret": _text("ACTIONLINE_OIDC_SECRET"),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else [],
    }
}

#: Mail goes out over SMTP; where no server is named it is printed where the site runs.
_smtp = urlsplit(_text("ACTIONLINE_SMTP"))
SENDS_MAIL = bool(_smtp.hostname)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_MAIL else 'console'}.EmailBackend"
EMAIL_HOST = _smtp.hostname or ""
EMAIL_PORT = _smtp.port or {"smtps": 465, "smtp+tls": 587}.get(_smtp.scheme, 25)
EMAIL_HOST_USER = unquote(_smtp.username or "")
EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_USE_TLS = _smtp.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20  # seconds
#: Days after which the words of mails that were sent are emptied.
MAIL_DAYS = _number("ACTIONLINE_MAIL_DAYS", 90)
DEFAULT_FROM_EMAIL = _text("ACTIONLINE_MAIL_FROM", "actionline@localhost")

#: Kept in the database, so that limits on attempts hold for all processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

#: Languages of the interface; those of the content are named in `CONTENT_LANGUAGES`.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("zh-hans", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
]
CONTENT_LANGUAGES = [code for code, _name in LANGUAGES]
#: An engine for machine translation that speaks LibreTranslate's API; empty: there is none.
TRANSLATOR_URL = _text("ACTIONLINE_TRANSLATOR_URL").rstrip("/")
TRANSLATOR_KEY = _text("ACTIONLINE_TRANSLATOR_KEY")
#: Whether the web addresses of projects are looked at now and then: it asks other servers.
CHECK_LINKS = _flag("ACTIONLINE_CHECK_LINKS")
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["actionline.config.formats"]  # dates as the United Nations write them
TIME_ZONE = _text("ACTIONLINE_TIME_ZONE", "Europe/Zurich")  # Geneva, the seat of ITU
USE_TZ = True

STATIC_URL = "static/"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "actionline.config.static.FreshStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000  # a changed file has another address (config/static.py)
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Browsers hold the redirect of a form to it: signing in leads on to the provider.
        "form-action": [SELF, "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_URL))]
        if OIDC_URL
        else [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "actionline.portal.views.forged"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = SECURE_SITE
CSRF_COOKIE_SECURE = SECURE_SITE
SECURE_SSL_REDIRECT = SECURE_SITE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SITE else 0
# Whether other names of its domain are https only is for whoever holds the domain to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

#: `line` for people, `json` for programs; then each request has a line too.
_log_format = "json" if _text("ACTIONLINE_LOG_FORMAT", "line") == "json" else "line"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "actionline.common.logs.Discreet"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "actionline.common.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": _log_format,
            "filters": ["discreet"],
        }
    },
    "root": {"handlers": ["stderr"], "level": _text("ACTIONLINE_LOG_LEVEL", "INFO")},
    "loggers": {
        "actionline.request": {"level": "INFO" if _log_format == "json" else "WARNING"},
    },
}
