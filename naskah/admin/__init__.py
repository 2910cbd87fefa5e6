"""The pages of Django's admin site; found here by Django."""

from naskah.admin import naskah, sertifikat  # noqa: F401
