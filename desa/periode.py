"""A term of office in words."""

from django.utils.formats import date_format


def masa_jabatan(pejabat) -> str:
    """'5 Mei 2020 – 4 Mei 2026', 'sejak 5 Mei 2020', or a dash while nothing is known."""
    mulai = date_format(pejabat.mulai, "j M Y") if pejabat.mulai else ""
    selesai = date_format(pejabat.selesai, "j M Y") if pejabat.selesai else ""
    if mulai and selesai:
        return f"{mulai} – {selesai}"
    return f"sejak {mulai}" if mulai else f"sampai {selesai}" if selesai else "–"
