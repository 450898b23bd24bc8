"""Django's settings. Whatever an installation may change is read by `yixian.kernel.env`."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from yixian.config import database, files, logs, paths, policy, secret_key, sending
from yixian.config.paths import ROOT, SOURCE
from yixian.kernel import banner, env, sealing

VAR = paths.var()

DEBUG = env.flag("YIXIAN_DEBUG", False)
HTTPS = env.flag("YIXIAN_HTTPS", False)
SECRET_KEY = env.secret("YIXIAN_SECRET_KEY", secret_key.ensure(VAR / "keys" / "django.key"))
KEYS = sealing.ensure(env.path("YIXIAN_KEYS", VAR / "keys" / "seal"))

try:
    BANNER = banner.valid(env.text("YIXIAN_BANNER", "150623"))
    BANNER_HOSTS = {host.lower(): banner.valid(code) for host, code in env.pairs("YIXIAN_HOSTS").items()}
except banner.BannerError as error:
    raise env.SettingError(f"YIXIAN_BANNER or YIXIAN_HOSTS is refused: {error}") from None

ALLOWED_HOSTS = [*env.words("YIXIAN_ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]")), *BANNER_HOSTS]
CSRF_TRUSTED_ORIGINS = list(env.words("YIXIAN_TRUSTED_ORIGINS"))

APPS = (
    "audit",
    "rulebook",
    "measures",
    "places",
    "people",
    "access",
    "shell",
    "documents",
    "remedies",
    "notices",
    "disclosure",
    "matters",
    "concerns",
    "disputes",
    "mediation",
    "petitions",
    "teams",
    "network",
    "liaison",
    "menu",
    "diary",
    "gatherings",
    "deputies",
    "communities",
    "channels",
    "board",
    "fairs",
    "method",
    "desk",
    "portal",
)
INSTALLED_APPS = [
    *(f"yixian.{name}" for name in APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "yixian.config.middleware.PermissionsPolicyMiddleware",
    "yixian.config.middleware.BannerMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yixian.access.middleware.ActorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "yixian.config.urls"
WSGI_APPLICATION = "yixian.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [folder] if (folder := SOURCE / "config" / "templates").is_dir() else [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yixian.shell.context.shell",
            ],
        },
    }
]

DATABASES = {"default": database.entry(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [
    str(folder)
    for name in ("config", "kernel", "procedures", "cli", "demo")
    if (folder := SOURCE / name / "locale").is_dir()
]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "portal:welcome"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:welcome"
ACCOUNT_ADAPTER = "yixian.config.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": False}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Yixian"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_FAILURE_LIMIT = env.integer("YIXIAN_SIGN_IN_TRIES", 5, least=3, most=100)
AXES_COOLOFF_TIME = timedelta(minutes=env.integer("YIXIAN_LOCK_OUT_MINUTES", 15, least=1, most=1440))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_ENABLE_ADMIN = False

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.integer("YIXIAN_SESSION_HOURS", 12, least=1, most=720) * 3600
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("YIXIAN_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MAP_TILES = env.url("YIXIAN_MAP_TILES", schemes=("https", "http"))
CONTENT_SECURITY_POLICY = policy.content_policy(
    [f"{MAP_TILES.scheme}://{MAP_TILES.netloc}"] if MAP_TILES else []
)
PERMISSIONS_POLICY = policy.PERMISSIONS

NODE_MODULES = env.path("YIXIAN_NODE_MODULES", ROOT / "node_modules")
STATIC_URL = "/static/"
STATIC_ROOT = env.path("YIXIAN_STATIC_ROOT", VAR / "static")
STATICFILES_DIRS = [
    (prefix, str(folder))
    for prefix, part in (
        ("vendor/tabler", "@tabler/core/dist"),
        ("vendor/htmx", "htmx.org/dist"),
        ("vendor/echarts", "echarts/dist"),
        ("vendor/leaflet", "leaflet/dist"),
        ("vendor/idb", "idb/build"),
    )
    if (folder := NODE_MODULES / part).is_dir()
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "files": files.storage(env.path("YIXIAN_FILES", VAR / "files")),
}
CLAMD = env.text("YIXIAN_CLAMD", "")

MAIL = sending.mail()
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = MAIL.host, MAIL.port, 10
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.ssl, MAIL.tls
NOTICES = sending.notices()

LOG_STYLE = env.choice("YIXIAN_LOG", "console", ("console", "json"))
LOGGING = logs.logging_config(
    LOG_STYLE, env.choice("YIXIAN_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
)
