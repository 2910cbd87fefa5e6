"""The office that the tests are about: in WITA, or in the zone of `--jam`."""

from datetime import date

from dasar.waktu import ZonaWaktu, hari_ini


class Kantor:
    zona_waktu = str(ZonaWaktu.WITA)


def hari_uji() -> date:
    """Today in the office under test."""
    return hari_ini(Kantor())
