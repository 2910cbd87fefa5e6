"""The tables of Siskeudes, as a zip of CSV files or in its own database: reading them, writing them. No query.

What is known of these tables, from where, and what is assumed stands in the README of this room.
"""

from apbdes.siskeudes.access import TanpaMdbtools, berupa_access, ke_zip
from apbdes.siskeudes.baca import Terbaca, baca_siskeudes
from apbdes.siskeudes.berkas import berisi_csv
from apbdes.siskeudes.padanan import TANPA_PADANAN, Padanan
from apbdes.siskeudes.tulis import tulis_siskeudes

__all__ = [
    "TANPA_PADANAN",
    "Padanan",
    "TanpaMdbtools",
    "Terbaca",
    "baca_siskeudes",
    "berisi_csv",
    "berupa_access",
    "ke_zip",
    "tulis_siskeudes",
]
