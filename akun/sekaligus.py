"""The account of an official, made where the official is entered, and ended where his term ends; registered with
`desa.tambahan`."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from akun.enums import CaraUndangan
from akun.forms.orang import AkhiriTugasForm, AkunPejabatBaruForm
from akun.models import Pengguna, Penugasan
from akun.pejabat import PERAN_JABATAN, akun_cocok, tautan_pejabat
from akun.queries import kabupaten_dikelola
from akun.services.orang import orang_tambah, penugasan_akhiri, penugasan_pejabat
from akun.services.undangan import undangan_buat
from dasar.nama import sambung
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat
from desa.models import Pejabat, Perangkat
from desa.tambahan import Tambahan

# Whose post every region calls its own way: said where it is shown, not written down.
SEBUTAN_SENDIRI = {JabatanPerangkat.KEPALA_DESA, JabatanPerangkat.SEKRETARIS_DESA}


def bentuk(oleh: Pengguna, pejabat: Pejabat, kiriman: Mapping[str, Any] | None) -> AkunPejabatBaruForm | None:
    """Asked of whoever may make accounts there, as long as there is none."""
    if not isinstance(pejabat, Perangkat):
        return None
    if not kabupaten_dikelola(oleh).filter(pk=pejabat.desa.kecamatan.kabupaten_id).exists():
        return None
    if pejabat.pk and (tautan_pejabat(pejabat) or pejabat.jabatan not in PERAN_JABATAN):
        return None
    jabatan = kiriman.get("jabatan", "") if kiriman else pejabat.jabatan
    return AkunPejabatBaruForm(kiriman, prefix="akun", jabatan=jabatan)


def simpan(form: AkunPejabatBaruForm, pejabat: Perangkat, oleh: Pengguna) -> list[str]:
    isi = form.cleaned_data
    if not isi["buat"]:
        return []
    if ada := akun_cocok(pejabat):
        raise ValidationError(
            f"{pejabat.nama} sudah mempunyai akun di desa ini ({ada[0].username}). Tautkan di halaman Akun pejabat ini."
        )
    orang = Pengguna(
        nama=pejabat.nama, nip=pejabat.nip, pangkat=pejabat.pangkat, telepon=pejabat.telepon, email=isi["surel"]
    )
    tugas = Penugasan(
        peran=PERAN_JABATAN[pejabat.jabatan],  # type: ignore[index]  # a str of these choices
        desa=pejabat.desa,
        jabatan="" if pejabat.jabatan in SEBUTAN_SENDIRI else sambung(pejabat.get_jabatan_display(), str(pejabat.desa)),
        status_jabatan=pejabat.status_jabatan,
        mulai=pejabat.mulai or hari_ini(pejabat.desa),
        selesai=pejabat.selesai,
    )
    try:
        orang_tambah(pengguna=orang, penugasan=tugas, oleh=oleh)
    except ValidationError as galat:
        raise ValidationError(galat.messages) from galat
    if not orang.email:
        return [f"Akun {orang.username} dibuat. Cetak undangannya di halaman Orang, Undangan."]
    undangan_buat(pengguna=[orang], cara=CaraUndangan.SUREL, oleh=oleh)
    return [f"Akun {orang.username} dibuat, undangannya dikirim ke {orang.email}."]


AKUN = Tambahan("Akun", bentuk, simpan)


def bentuk_akhiri(oleh: Pengguna, pejabat: Pejabat, kiriman: Mapping[str, Any] | None) -> AkhiriTugasForm | None:
    """Asked of whoever may end what the account still does in the village."""
    tugas = penugasan_pejabat(pejabat, oleh)
    return AkhiriTugasForm(kiriman, prefix="tugas", tugas=tugas) if tugas else None


def simpan_akhiri(form: AkhiriTugasForm, pejabat: Perangkat, oleh: Pengguna) -> list[str]:
    if not form.cleaned_data["akhiri"]:
        return []
    if pejabat.selesai is None:
        raise ValidationError("Isi akhir masa jabatannya, supaya penugasan akunnya dapat diakhiri pada hari yang sama.")
    try:
        for tugas in form.tugas:
            penugasan_akhiri(penugasan=tugas, selesai=pejabat.selesai, oleh=oleh)
    except ValidationError as galat:
        raise ValidationError(galat.messages) from galat
    return [f"Penugasan {t.pengguna} sebagai {t.sebutan} juga diakhiri." for t in form.tugas]


AKHIRI = Tambahan("Penugasan", bentuk_akhiri, simpan_akhiri)
