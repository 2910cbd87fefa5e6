"""Official documents and uploaded files."""

from dokumen.models.naskah import HitunganNomor, Naskah, SeriNomor

__all__ = ["HitunganNomor", "Naskah", "SeriNomor"]
