"""What an operator sets: one TOML file in the site's folder, or the environment (DUDAO_…); the same names in both."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from dudao.values.errors import MisuseError

FILE = "site.toml"
HOME = "DUDAO_HOME"


class SiteSettings(BaseSettings):
    """Settings of one site. An unknown name is refused, so that a slip of the pen never passes for a setting."""

    model_config = SettingsConfigDict(env_prefix="DUDAO_", extra="forbid")

    home: Path = Field(default=Path("dudao-site"), description="Folder of the site: database, files, secret key.")
    database: str = Field(
        default="",
        description="postgresql://user:password@host:port/name, for a socket postgresql://user@/name?host=/folder; "
        "SQLite in the folder where it is empty.",
    )
    hosts: list[str] = Field(default=["127.0.0.1", "localhost"], description="Names under which the site answers.")
    is_secure: bool = Field(default=False, description="Served over https: cookies only there, and browsers told so.")
    proxies: int = Field(
        default=0,
        ge=0,
        le=5,
        description="Proxies in front of the site that add to X-Forwarded-For: limits by address go by what the first of them saw.",
    )
    is_public: bool = Field(default=False, description="Whether members of the public may register by themselves.")
    takes_applications: bool = Field(
        default=True, description="Whether people may apply for a post by themselves; who may give the post decides."
    )
    workers: int = Field(
        default=2,
        ge=0,
        le=32,
        description="Processes for long work beside the server; 0 where `dudao manage work` runs them elsewhere.",
    )
    address: str = Field(default="http://127.0.0.1:8000", description="Address of the site, as letters name it.")
    oidc_server: str = Field(
        default="",
        description="Address of the identity platform (OpenID Connect); people log in here alone where empty.",
    )
    oidc_client: str = Field(default="", description="Name under which the platform knows this site (client id).")
    oidc_secret: str = Field(default="", description="Secret that the platform gave this site (client secret).")
    oidc_name: str = Field(default="统一身份认证", description="What the button on the login page calls the platform.")
    oidc_claim: Literal["preferred_username", "email", "phone_number"] = Field(
        default="preferred_username",
        description="Claim by which a person is known: as login, mail or phone of the account.",
    )
    mail: str = Field(
        default="",
        description="smtp://user:password@host:port for letters (smtps:// for TLS); none are sent where empty.",
    )
    mail_from: str = Field(default="", description="Sender of letters.")
    office: str = Field(
        default="教育督导", description="Name of the office that runs the site, as the top bar shows it."
    )
    record_number: str = Field(default="", description="Record number of the site (备案号), shown in the footer.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        home = Path(os.environ.get(HOME, "dudao-site"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=home / FILE)


def load_site() -> SiteSettings:
    """The settings in force.

    Raises:
        MisuseError: a value that does not fit; the sentence names the setting.
    """
    try:
        return SiteSettings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise MisuseError(
            f"网站设置 {name} 有误（{FILE} 或环境变量 DUDAO_{name.upper()}）：{first['msg']}",
            f"the site setting {name} ({FILE} or environment variable DUDAO_{name.upper()}) does not fit: {first['msg']}",
        ) from None


def secret_key(home: Path) -> str:
    """The key that signs sessions; made once and kept in the site's folder, readable by its owner alone."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def database_of(site: SiteSettings) -> dict[str, object]:
    """Django's settings of the database: SQLite written to by one at a time and never locked out, or PostgreSQL."""
    if not site.database:
        pragmas = (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;"
        )
        options = {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "timeout": 10}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": site.home / "site.sqlite3", "OPTIONS": options}
    parts = urlsplit(site.database)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise MisuseError(
            "网站设置 database 应为 postgresql://用户:密码@主机:端口/库名",
            "the site setting database must read postgresql://user:password@host:port/name",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
    }


def origin_of(address: str) -> str:
    """Scheme, host and port of an address.

    >>> origin_of("https://id.example.cn:8443/realms/a")
    'https://id.example.cn:8443'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def oidc_of(site: SiteSettings) -> dict[str, object]:
    """allauth's settings of the identity platform."""
    app = {
        "provider_id": "office",
        "name": site.oidc_name,
        "client_id": site.oidc_client,
        "secret": site.oidc_secret,
        "settings": {"server_url": site.oidc_server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def mail_of(site: SiteSettings) -> dict[str, object]:
    """Django's settings of the mail server; letters go nowhere where none is set."""
    if not site.mail:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(site.mail)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise MisuseError(
            "网站设置 mail 应为 smtp://用户:密码@主机:端口（加密用 smtps://）",
            "the site setting mail must read smtp://user:password@host:port (smtps:// for TLS)",
        )
    is_tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if is_tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_TIMEOUT": 10,
    }
