"""Django's settings, made from what the operator sets (`site.py`)."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from dudao.web.settings.site import database_of, load_site, mail_of, oidc_of, origin_of, secret_key

SITE = load_site()
WEB = Path(__file__).resolve().parent.parent

SECRET_KEY = secret_key(SITE.home)
DEBUG = False
ALLOWED_HOSTS = SITE.hosts

APPS = (
    *("search", "pages", "audit", "accounts", "bodies", "posts", "jobs", "people", "schemes", "ledger", "rounds"),
    *("datasets", "evidence", "assessments", "report_desk", "submissions"),
    *("library", "readers", "voices", "discovery", "publishing", "api", "site", "demo"),
)
"""From the ground up, as the import contract has them."""
INSTALLED_APPS = [
    *(f"dudao.web.{name}" for name in APPS),  # first: their templates stand before those of the libraries
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *(("allauth.socialaccount", "allauth.socialaccount.providers.openid_connect") if SITE.oidc_server else ()),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dudao.web.pages.middleware.whole_text",
    "dudao.web.pages.middleware.moment",
    "dudao.web.pages.middleware.language",
    "dudao.web.posts.middleware.acting",
    "dudao.web.accounts.middleware.password_first",
    "dudao.web.pages.middleware.refusals",
]
ROOT_URLCONF = "dudao.web.urls"
WSGI_APPLICATION = "dudao.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "dudao.web.pages.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "dudao.web.pages.templatetags.parts",
            ],
        },
    }
]

DATABASES = {"default": database_of(SITE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cached"},
    # rendered pieces of public pages, in each process: named by all that they are made of, so they are never stale
    "pieces": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pieces"},
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name", "phone", "mail")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "posts:workbench"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "dudao.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "mail"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "apply": "20/h/ip", "objection": "30/h/ip"}
ACCOUNT_RATE_LIMITS |= {"download": "300/h/ip"}
ACCOUNT_RATE_LIMITS |= {"library-numbers": "60/m/ip", "library-file": "20/m/ip", "library-suggest": "240/m/ip"}
ACCOUNT_RATE_LIMITS |= {"library-search": "60/m/ip", "library-search-known": "240/m/user", "library-data": "60/m/ip"}
ACCOUNT_RATE_LIMITS |= {"membership_code": "20/h/user,60/h/ip", "comment_draft": "60/h/ip"}
ACCOUNT_RATE_LIMITS |= {"comment": "20/h/user,120/h/ip", "comment_plain": "5/h/user,60/h/ip"}
ACCOUNT_RATE_LIMITS |= {"comment_report": "60/h/ip", "comment_report_plain": "20/h/ip"}
ACCOUNT_RATE_LIMITS |= {"complaint": "60/h/ip", "complaint_plain": "15/h/ip", "complaint_step": "60/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = SITE.proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE.office
SOCIALACCOUNT_ADAPTER = "dudao.web.accounts.oidc.OfficeAdapter"
SOCIALACCOUNT_PROVIDERS = oidc_of(SITE)
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE.is_secure
SECURE_SSL_REDIRECT = SITE.is_secure
SECURE_HSTS_SECONDS = 31536000 if SITE.is_secure else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", *([origin_of(SITE.oidc_server)] if SITE.oidc_server else [])],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

globals().update(mail_of(SITE))

STATIC_URL = "static/"
STATIC_ROOT = SITE.home / "static"
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_HANDLERS = [
    "dudao.web.pages.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
MEDIA_ROOT = SITE.home / "files"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
