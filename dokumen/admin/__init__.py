"""The pages of Django's admin site; found here by Django."""

from dokumen.admin import berkas, naskah, sertifikat  # noqa: F401
