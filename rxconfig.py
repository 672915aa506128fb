"""Reflex configuration: names, addresses and plugins. No db_url, because the engine is our own."""

import os
import shutil
import subprocess
import sysconfig


def _use_own_toolchain() -> None:
    """Node and npm come from the virtual environment; Reflex probes nothing and reports nothing."""
    scripts = sysconfig.get_path("scripts")
    paths = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if scripts not in paths:
        os.environ["PATH"] = os.pathsep.join([scripts, *paths])
    for name, value in {
        "REFLEX_USE_NPM": "1",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "NPM_CONFIG_AUDIT": "false",
        "NPM_CONFIG_FUND": "false",
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
        "NPM_CONFIG_OMIT_LOCKFILE_REGISTRY_RESOLVED": "true",
    }.items():
        os.environ.setdefault(name, value)


def _use_configured_registry() -> None:
    """Tell Reflex which registry npm is configured for; without it, it measures several over the network."""
    serves_a_build = os.environ.get("__REFLEX_SKIP_COMPILE") == "true"
    npm = shutil.which("npm")
    if serves_a_build or npm is None or os.environ.get("NPM_CONFIG_REGISTRY"):
        return
    question = [npm, "config", "get", "registry"]
    answer = subprocess.run(question, capture_output=True, text=True, check=False)  # noqa: S603  npm of our environment
    if answer.returncode == 0 and answer.stdout.strip():
        os.environ["NPM_CONFIG_REGISTRY"] = answer.stdout.strip()


_use_own_toolchain()
_use_configured_registry()

import reflex as rx  # noqa: E402  the environment above must stand first

from studio_app.core.config import get_settings  # noqa: E402

settings = get_settings()
config = rx.Config(
    app_name="studio_app",
    api_url=settings.site_url,
    deploy_url=settings.site_url,
    backend_port=settings.listen_port,
    frontend_port=settings.listen_port,
    cors_allowed_origins=sorted(settings.origins),
    redis_url=settings.redis_url,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="dark",
    plugins=[rx.plugins.TailwindV4Plugin({"darkMode": "class"}), rx.plugins.SitemapPlugin()],
)
