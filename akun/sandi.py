"""Passwords that anybody who knows the person, the office or the usual lists would try first."""

import re
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from akun.models import Pengguna
from dasar.nama import kunci_nama

DAFTAR = Path(__file__).parent / "acuan" / "sandi-lazim.txt"
SISA_MIN = 4  # letters that are left when everything is taken away that others know
KATA_MIN = 3
# Letters that are commonly written as other signs.
_SAMARAN = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
# The words of any office: of a password that has nothing else, everybody knows everything.
KATA_KANTOR = """kecamatan kabupaten provinsi kantor camat sekcam kasi kades kepala desa sekdes sekretaris pendamping
pelaksana verifikator admin administrator operator pemdes pemerintah perut monitoring indonesia republik password sandi
kata rahasia"""
KANTOR = frozenset(re.findall(r"\w+", KATA_KANTOR))


@cache
def lazim() -> frozenset[str]:
    """Django's list of twenty thousand and ours of Indonesian ones."""
    semua = CommonPasswordValidator().passwords
    sendiri = DAFTAR.read_text(encoding="utf-8").splitlines()
    return frozenset(semua | {b.strip().casefold() for b in sendiri if b.strip() and not b.startswith("#")})


class SandiLazim:
    """Refuses what stands in the published lists, also with a year, a number or signs around it."""

    def validate(self, password: str, user: Pengguna | None = None) -> None:
        kecil = password.casefold()
        inti = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", kecil)
        calon = {kecil, inti, inti.translate(_SAMARAN), re.sub(r"[\W_]+", "", inti)}
        if any(len(c) >= KATA_MIN and c in lazim() for c in calon):
            raise ValidationError(
                "Kata sandi ini, atau dasarnya, ada dalam daftar yang paling sering dipakai orang.", code="lazim"
            )

    def get_help_text(self) -> str:
        return "Kata sandi Anda tidak boleh yang paling sering dipakai orang, juga dengan tahun atau angka."


class SandiBukanNama:
    """Refuses one's own name, user name or region, the words of any office, and a year or number with them."""

    def validate(self, password: str, user: Pengguna | None = None) -> None:
        teks = password.casefold()
        bentuk = {re.sub(r"[\W\d_]+", "", teks), re.sub(r"[\W\d_]+", "", teks.translate(_SAMARAN))}
        for huruf in bentuk:
            sisa = huruf
            for kata in sorted(KANTOR | _kata_milik(user), key=len, reverse=True):
                sisa = sisa.replace(kata, " ")
            if len(sisa.replace(" ", "")) < SISA_MIN and sisa != huruf:
                raise ValidationError(
                    "Kata sandi tidak boleh hanya nama Anda, wilayah, atau jabatan, juga dengan tahun atau angka.",
                    code="nama",
                )

    def get_help_text(self) -> str:
        return "Kata sandi Anda tidak boleh hanya nama Anda, wilayah, atau jabatan, juga dengan tahun atau angka."


def _kata_milik(user: Pengguna | None) -> set[str]:
    """The words that belong to this person and to where he works."""
    if user is None:
        return set()
    teks = [user.nama, user.username, user.email.partition("@")[0]]
    if user.pk:
        for p in user.penugasan.select_related("kabupaten", "kecamatan__kabupaten", "desa__kecamatan__kabupaten"):
            kecamatan = p.desa.kecamatan if p.desa else p.kecamatan
            kabupaten = kecamatan.kabupaten if kecamatan else p.kabupaten
            teks += [str(w.nama) for w in (p.desa, kecamatan, kabupaten) if w is not None]
    kata = set()
    for t in teks:
        bagian = [k for k in re.split(r"[\W\d_]+", kunci_nama(t) + " " + t.casefold()) if len(k) >= KATA_MIN]
        kata |= {*bagian, "".join(bagian)}
    return {k for k in kata if len(k) >= KATA_MIN}
