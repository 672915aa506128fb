"""All settings in one class. Names are the canonical ones; additions are explained in `.env.example`."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from studio_app.core.secrets import Master

DEVELOPMENT_SECRET = "development-only-secret-change-me-before-you-deploy"  # noqa: S105
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Settings(BaseSettings):
    """Read from the environment, then from `.env` (or the file that ENV_FILE names). Empty values count as not set."""

    model_config = SettingsConfigDict(
        env_file=os.environ.get("ENV_FILE", ".env"), env_ignore_empty=True, extra="ignore", case_sensitive=False
    )

    app_env: Literal["development", "staging", "production"] = "development"
    debug: bool = False
    version: str = "0.1.0"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    api_host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=1, le=65535)
    api_port: int | None = Field(default=None, ge=1, le=65535)
    api_base_url: str | None = None
    public_url: str | None = None
    allowed_origins: str = ""
    trusted_proxy_hops: int = Field(default=0, ge=0, le=5)
    data_dir: Path = Path("data")
    workers: int = Field(default=1, ge=1, le=32)

    database_url: str | None = None
    redis_url: str | None = None

    jwt_secret_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    jwt_secret_keys_former: SecretStr | None = None
    jwt_algorithm: Literal["HS256", "HS384", "HS512"] = "HS256"
    jwt_expiration_hours: int = Field(default=24, ge=1, le=24 * 30)

    s3_bucket: str | None = None
    s3_region: str = "us-east-1"
    s3_endpoint_url: str | None = None
    aws_access_key_id: str | None = None
    aws_secret_access_key: SecretStr | None = None
    cdn_base_url: str | None = None

    c2pa_certificates_file: Path | None = None
    c2pa_key_file: Path | None = None

    google_api_key: SecretStr | None = None
    nano_banana_model: str = "gemini-nano-banana-2.1"
    gemini_text_model: str = "gemini-3.8-flash"
    gemini_base_url: str | None = None
    gemini_api_version: str = "v1"
    gemini_timeout_seconds: float = Field(default=90.0, gt=0, le=240)

    google_client_id: str | None = None
    google_client_secret: SecretStr | None = None
    google_issuer: str = "https://accounts.google.com"
    twitch_client_id: str | None = None
    twitch_client_secret: SecretStr | None = None
    twitch_issuer: str = "https://id.twitch.tv/oauth2"
    discord_client_id: str | None = None
    discord_client_secret: SecretStr | None = None
    discord_base_url: str = "https://discord.com"

    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_from: str = "Streamer Studio <studio@localhost>"

    signup_limit: str = "20/hour"
    login_limit: str = "10/5minutes"
    login_account_limit: str = "100/hour"
    confirm_limit: str = "20/10minutes"
    mailed_limit: str = "20/hour"
    mailed_account_limit: str = "5/hour"
    link_limit: str = "60/hour"
    page_requests_per_minute: int = Field(default=600, ge=1)
    address_requests_per_minute: int = Field(default=120, ge=1)
    api_limit_factor: float = Field(default=1.0, gt=0)
    demo_limit: str = "60/minute"
    preview_limit: str = "300/minute"
    edit_limit: str = "120/minute"
    upload_limit: str = "60/hour"
    export_limit: str = "5/day"
    package_limit: str = "30/hour"
    webhook_limit: str = "60/hour"
    webhook_allow_private: bool = False
    lease_seconds: int = Field(default=30, ge=2, le=600)
    job_deadline_minutes: int = Field(default=15, ge=1, le=24 * 60)

    @property
    def production(self) -> bool:
        return self.app_env == "production"

    @property
    def logged_level(self) -> str:
        """DEBUG=true shows everything, whatever LOG_LEVEL says."""
        return "DEBUG" if self.debug else self.log_level

    @property
    def listen_port(self) -> int:
        return self.api_port or self.port

    @property
    def site_url(self) -> str:
        """The address people type, without a trailing slash."""
        return (self.public_url or self.api_base_url or f"http://localhost:{self.listen_port}").rstrip("/")

    @property
    def shows_outbox(self) -> bool:
        """Whether mails can be read under /dev/outbox: only where nobody but the developer is, on her own machine."""
        alone = urlsplit(self.site_url).hostname in _LOOPBACK and self.api_host in _LOOPBACK
        return self.app_env == "development" and not self.smtp_host and alone

    @property
    def master(self) -> Master:
        """The secret that every key derives from, and the former ones that still read."""
        text = self.jwt_secret_keys_former.get_secret_value() if self.jwt_secret_keys_former else "[]"
        former = json.loads(text) if text.startswith("[") else [text]
        return Master(self.jwt_secret_key.get_secret_value(), tuple(former))

    @property
    def secure_cookies(self) -> bool:
        return self.site_url.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """Browser origins that may write with cookies and open the websocket."""
        named = {origin.strip().rstrip("/") for origin in self.allowed_origins.split(",") if origin.strip()}
        named.add(_origin(self.site_url))
        if not self.production:
            named |= {f"http://{host}:{self.listen_port}" for host in ("localhost", "127.0.0.1")}
        return frozenset(named)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data_dir / 'studio.db').absolute()}"

    @property
    def uses_s3(self) -> bool:
        return bool(self.s3_bucket and self.aws_access_key_id and self.aws_secret_access_key)

    @model_validator(mode="after")
    def _refuse_unsafe_production(self) -> Self:
        secret = self.jwt_secret_key.get_secret_value()
        if len(secret.encode()) < 32:
            raise ValueError("JWT_SECRET_KEY must be at least 32 bytes long.")
        former = self.master.former
        if any(not isinstance(one, str) or len(one.encode()) < 32 or one == DEVELOPMENT_SECRET for one in former):
            raise ValueError("JWT_SECRET_KEYS_FORMER: each at least 32 bytes long, and none the public default.")
        alone = self.app_env == "development" and urlsplit(self.site_url).hostname in _LOOPBACK
        if secret == DEVELOPMENT_SECRET and not (alone or self.production):
            raise ValueError("Set JWT_SECRET_KEY: the default is public, and only good on this machine alone.")
        if (self.c2pa_certificates_file is None) != (self.c2pa_key_file is None):
            raise ValueError("Set both C2PA_CERTIFICATES_FILE and C2PA_KEY_FILE, or neither.")
        if self.app_env != "production":
            return self
        missing = []
        if secret == DEVELOPMENT_SECRET:
            missing.append("JWT_SECRET_KEY (the development default is public)")
        if not self.database_url:
            missing.append("DATABASE_URL (SQLite in a folder is for development)")
        if not self.redis_url:
            missing.append("REDIS_URL (the bundled Redis is for development)")
        if not self.uses_s3:
            missing.append("S3_BUCKET, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (a local folder is for development)")
        if not self.google_api_key:
            missing.append("GOOGLE_API_KEY (the local renderer alone is for development)")
        if not self.site_url.startswith("https://"):
            missing.append("PUBLIC_URL with https://")
        if not self.smtp_host or self.smtp_security == "none":
            missing.append("SMTP_HOST with SMTP_SECURITY starttls or tls (a folder of mails is for development)")
        if self.webhook_allow_private:
            missing.append("WEBHOOK_ALLOW_PRIVATE off (it lets people reach this network)")
        for name in ("gemini_base_url", "s3_endpoint_url", "google_issuer", "twitch_issuer", "discord_base_url"):
            value = getattr(self, name)
            if value and (urlsplit(value).scheme != "https" or urlsplit(value).hostname in _LOOPBACK):
                missing.append(f"{name.upper()} with https:// and a public host")
        if missing:
            raise ValueError("APP_ENV=production needs: " + "; ".join(missing))
        return self


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The process's settings, read once at the edges (server, worker, migrations); tests build their own."""
    return Settings()
