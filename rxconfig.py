"""Reflex's configuration, from OreAI's settings."""

import reflex as rx
from reflex_base.constants import StateManagerMode

from oreai.client_build import OfflineFiles, SameOrigin, SubPath, ViteConfig
from oreai.settings import get_settings

settings = get_settings()

config = rx.Config(
    app_name="oreai",
    backend_port=settings.port,
    frontend_port=settings.port,
    frontend_path=settings.sub_path,
    backend_path=settings.sub_path,
    # The process with a page's socket keeps its state; the database is the truth and rebuilds it anywhere.
    redis_url=None,
    state_manager_mode=StateManagerMode.MEMORY,
    redis_token_expiration=5 * 60,  # seconds, of every manager; open tabs are kept (`states/open_tabs.py`)
    telemetry_enabled=False,
    cors_allowed_origins=[],  # no other site's page may read anything; `web/guard.py` refuses what it asks
    show_built_with_reflex=False,
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[ViteConfig(), SameOrigin(), OfflineFiles(), SubPath()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
