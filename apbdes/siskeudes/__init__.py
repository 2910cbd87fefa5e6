"""The tables of Siskeudes as a zip of CSV files: reading them, writing them. No query.

What is known of these tables, from where, and what is assumed stands in the README of this room.
"""

from apbdes.siskeudes.baca import Terbaca, baca_siskeudes
from apbdes.siskeudes.tulis import tulis_siskeudes

__all__ = ["Terbaca", "baca_siskeudes", "tulis_siskeudes"]
