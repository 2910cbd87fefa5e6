"""The web process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  (settings are readable only after setup)

if settings.PRODUKSI:
    from config.produksi import periksa_akun_demo

    periksa_akun_demo()
