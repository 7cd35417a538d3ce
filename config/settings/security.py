from __future__ import annotations

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from config.settings.mode import IS_PRODUCTION, SITE_URL, env

_host = urlsplit(SITE_URL).hostname or "localhost"
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=[_host] if IS_PRODUCTION else [_host, "localhost", "127.0.0.1", "testserver"],
)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if IS_PRODUCTION else []
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PRODUCTION else None
SECURE_SSL_REDIRECT = False  # the proxy redirects; health checks inside come without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_NAME = "__Host-concord" if IS_PRODUCTION else "concord"
CSRF_COOKIE_NAME = "__Host-concord-csrf" if IS_PRODUCTION else "concord-csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # SECURE_SSL_REDIRECT: see above

__all__ = [name for name in dir() if name.isupper() and name not in {"IS_PRODUCTION", "NONE", "SELF", "SITE_URL"}]
