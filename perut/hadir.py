"""Who stands for the village on the attendance list."""

import re

from desa.enums import JabatanPerangkat
from desa.sebutan import POLA_KEPALA
from perut.models import Kehadiran, Kunjungan

# As people write it: "Kepala Desa", "kades", "Pj. Keuchik Gampong Lamgugob"; not "Istri Kepala Desa".
# The page in the field asks with the same pattern (static/js/lapangan/kunjungan.js), so it is one for both languages.
POLA_KEPALA_DESA = rf"^\s*((plt|plh|pj|pjs)\b\.?\s*)?({POLA_KEPALA})\b"
_KEPALA_DESA = re.compile(POLA_KEPALA_DESA, re.IGNORECASE)


def sebagai_kepala_desa(jabatan: str) -> bool:
    return bool(_KEPALA_DESA.match(jabatan))


def hadir_kepala_desa(kunjungan: Kunjungan) -> list[Kehadiran]:
    """Those of the attendance list who are the kepala desa: picked from the village's people, or typed in as such."""
    return [
        h
        for h in kunjungan.kehadiran_set.select_related("perangkat")
        if (h.perangkat.jabatan == JabatanPerangkat.KEPALA_DESA if h.perangkat else sebagai_kepala_desa(h.jabatan))
    ]
