"""Who may do what in this room; found here by django-rules."""

from dokumen.rules import berkas, naskah  # noqa: F401
