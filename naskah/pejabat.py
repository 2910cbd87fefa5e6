"""Who holds an office on a day: the name that is printed and the account that signs, from one lookup.

What does not fit together is said in sentences, which stand in the way of an approval (`naskah.identitas`).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import F, QuerySet

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from akun.pejabat import akun_peran_desa, tautan_pejabat
from dasar.nama import nama_sama, sambung
from desa.enums import JabatanBPD, JabatanPerangkat, StatusJabatan
from desa.models import AnggotaBPD, Desa, Kecamatan, Perangkat
from naskah.atas_nama import tugas_sekretaris
from naskah.bagian import Orang, tanggal_panjang

T = TypeVar("T", Penugasan, Perangkat)


@dataclass(frozen=True)
class Penjabat:
    """`rancu`: nobody can say who it is. `akun`: it is known who, but no account of that person can sign."""

    orang: Orang
    rancu: list[str] = field(default_factory=list)
    akun: list[str] = field(default_factory=list)


def pejabat_kecamatan(pengguna: Pengguna, kecamatan: Kecamatan, pada: date) -> Orang:
    """An officer with the post held on that day, or today's where none was recorded for it.

    A pendamping is no civil servant and may have no NIP.
    """
    tugas = list(pengguna.penugasan.aktif(pada).filter(kecamatan=kecamatan).select_related("kecamatan"))
    tugas = tugas or [p for p in pengguna.penugasan_aktif if p.kecamatan_id == kecamatan.pk]
    sebutan = {p.peran: p.sebutan for p in reversed(tugas)}  # of two in one role, the later appointment
    urutan = (Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.PENDAMPING)
    jabatan = next((sebutan[p] for p in urutan if p in sebutan), "")
    tanpa_nip = not pengguna.nip and set(sebutan) == {Peran.PENDAMPING}
    return Orang(
        nama=pengguna.nama,
        jabatan=jabatan,
        pangkat=pengguna.pangkat,
        nomor_label="" if tanpa_nip else "NIP",
        nomor=pengguna.nip,
        id=pengguna.pk,
    )


def _tugas_camat(kecamatan: Kecamatan, pada: date) -> list[Penugasan]:
    """Those who are camat on a day, the later appointment first; who stands in acts before whom he stands in for."""
    semua = list(
        Penugasan.objects.aktif(pada)
        .filter(peran=Peran.CAMAT, kecamatan=kecamatan, pengguna__is_active=True)
        .select_related("pengguna", "kecamatan")
        .order_by("-mulai", "-pk")
    )
    return _yang_bertindak(semua)


def _yang_bertindak(semua: list[T]) -> list[T]:
    bertindak = [p for p in semua if p.status_jabatan != StatusJabatan.DEFINITIF]
    return bertindak if len(bertindak) == 1 else semua


def _orang_camat(tugas: Penugasan) -> Orang:
    p = tugas.pengguna
    return Orang(p.nama, tugas.sebutan, p.pangkat, "NIP", p.nip, p.pk, Peran.CAMAT)


def camat(kecamatan: Kecamatan, pada: date) -> Orang:
    """The camat in office on a day; a nameless one, to be filled in by hand, when nobody is."""
    semua = _tugas_camat(kecamatan, pada)
    return _orang_camat(semua[0]) if semua else Orang(jabatan=kecamatan.jabatan_camat, peran=Peran.CAMAT)


def penanda_tangan(oleh: Pengguna, kecamatan: Kecamatan, pada: date, jenis: str = "") -> Orang:
    """The one who approves, when that is the camat of that day; otherwise the camat in office.

    With `jenis` also the sekretaris kecamatan, for a kind of document that the office lets him sign for the camat.
    """
    semua = _tugas_camat(kecamatan, pada)
    if milik := next((t for t in semua if t.pengguna_id == oleh.pk), None):
        return _orang_camat(milik)
    atasan = camat(kecamatan, pada)
    if jenis and (tugas := tugas_sekretaris(oleh, kecamatan, jenis)):
        return Orang(oleh.nama, tugas.sebutan, oleh.pangkat, "NIP", oleh.nip, oleh.pk, "", atasan.jabatan)
    return atasan


def kepala_desa(desa: Desa, pada: date) -> Orang:
    """The kepala desa (or Plt., Plh., Pj.) of a day, with his account; nameless when none is recorded."""
    return penjabat_kepala_desa(desa, pada).orang


def penjabat_kepala_desa(desa: Desa, pada: date) -> Penjabat:
    """By the village's list; where nobody is on it, by the one account that holds the role on that day.

    The account is the linked one, or the only one of that name: never somebody else's.
    """
    semua = list(
        desa.perangkat.menjabat(pada)
        .filter(jabatan=JabatanPerangkat.KEPALA_DESA)
        .order_by(F("mulai").desc(nulls_last=True), "-pk")
    )
    pejabat, tugas = _yang_bertindak(semua), akun_peran_desa(desa, Peran.KEPALA_DESA, pada)
    if not pejabat:
        return _menurut_akun(desa, pada, tugas)
    ini = pejabat[0]
    rancu = []
    if len(pejabat) > 1:
        nama, jabatan = " dan ".join(p.nama for p in pejabat), desa.jabatan_kepala
        rancu = [
            f"Pada {tanggal_panjang(pada)} tercatat {len(pejabat)} orang sebagai {jabatan}, yaitu {nama}; isi tanggal "
            "akhir masa jabatan yang sudah selesai, supaya jelas siapa yang menandatangani."
        ]
    pk, kalimat = _akun_untuk(ini, tugas, pada)
    return Penjabat(_orang_perangkat(ini, desa.jabatan_kepala, pk, Peran.KEPALA_DESA), rancu, kalimat)


def _orang_perangkat(p: Perangkat, jabatan: str, pk: int | None, peran: str) -> Orang:
    jabatan = sambung(StatusJabatan(p.status_jabatan).awalan, jabatan)
    if p.bernip:
        return Orang(p.nama, jabatan, p.pangkat, "NIP", p.nip, pk, peran)
    return Orang(p.nama, jabatan, "", "NIAP", p.niap, pk, peran)


def _akun_untuk(ini: Perangkat, tugas: list[Penugasan], pada: date) -> tuple[int | None, list[str]]:
    """The account of this kepala desa on that day, and why there is none."""
    hari, tautan = tanggal_panjang(pada), tautan_pejabat(ini)
    if tautan:
        if any(t.pengguna_id == tautan.pengguna_id for t in tugas):
            return tautan.pengguna_id, []
        return None, [
            f"{ini.nama} tertaut dengan akun {tautan.pengguna.username}, yang pada {hari} tidak bertugas sebagai "
            f"kepala desa di {ini.desa}. Mintalah admin memeriksa penugasannya, atau perbaiki tautannya."
        ]
    cocok = [t for t in tugas if nama_sama(t.pengguna.nama, ini.nama)]
    if len(cocok) == 1:
        return cocok[0].pengguna_id, []
    if cocok:
        akun = ", ".join(t.pengguna.username for t in cocok)
        return None, [
            f"{ini.nama} mempunyai {len(cocok)} akun kepala desa: {akun}. Tautkan salah satunya di halaman desa, dan "
            "mintalah admin mengakhiri yang lain."
        ]
    if tugas:
        akun = ", ".join(f"{t.pengguna.nama} ({t.pengguna.username})" for t in tugas)
        return None, [
            f"{ini.desa.jabatan_kepala} pada {hari} tercatat {ini.nama}, sedangkan akun kepala desa atas nama "
            f"{akun}. Bila orangnya sama, tautkan akunnya di halaman desa; bila kepala desanya sudah berganti, "
            "perbarui daftar perangkat desa."
        ]
    return None, []


def _menurut_akun(desa: Desa, pada: date, tugas: list[Penugasan]) -> Penjabat:
    hari = tanggal_panjang(pada)
    if len(tugas) != 1:
        ada = f"; ada {len(tugas)} akun kepala desa" if tugas else ""
        jabatan = desa.jabatan_kepala
        kalimat = f"{jabatan} pada {hari} belum tercatat di daftar perangkat desa{ada}. Catat di halaman desa."
        kosong = Orang(jabatan=jabatan, nomor_label="NIAP", peran=Peran.KEPALA_DESA)
        return Penjabat(kosong, [kalimat] if tugas else [], [] if tugas else [kalimat])
    t = tugas[0]
    p, jabatan = t.pengguna, sambung(StatusJabatan(t.status_jabatan).awalan, desa.jabatan_kepala)
    if p.nip:
        return Penjabat(Orang(p.nama, jabatan, p.pangkat, "NIP", p.nip, p.pk, Peran.KEPALA_DESA))
    return Penjabat(Orang(p.nama, jabatan, "", "NIAP", "", p.pk, Peran.KEPALA_DESA))


def ketua_bpd(desa: Desa, pada: date) -> Orang:
    """The head of the BPD of a day, with the linked account."""
    semua: QuerySet[AnggotaBPD] = desa.bpd.menjabat(pada).filter(jabatan=JabatanBPD.KETUA)
    ketua = semua.order_by(F("mulai").desc(nulls_last=True), "-pk").first()
    jabatan = sambung("Ketua", desa.nama_bpd)
    if ketua is None:
        return Orang(jabatan=jabatan)
    tautan = tautan_pejabat(ketua)
    return Orang(ketua.nama, jabatan, id=tautan.pengguna_id if tautan else None)


def orang_pejabat(pejabat: Perangkat | AnggotaBPD) -> Orang:
    """An official of a village's list as a document names him, with the linked account; a member of the BPD has no
    number."""
    tautan, desa = tautan_pejabat(pejabat), pejabat.desa
    akun = tautan.pengguna_id if tautan else None
    if isinstance(pejabat, AnggotaBPD):
        jabatan = sambung(JabatanBPD(pejabat.jabatan).label.removesuffix(" BPD"), desa.nama_bpd)
        return Orang(pejabat.nama, jabatan, nomor_label="", id=akun)
    kepala = pejabat.jabatan == JabatanPerangkat.KEPALA_DESA
    jabatan = desa.jabatan_kepala if kepala else sambung(desa.jabatan_perangkat(pejabat.jabatan), str(desa))
    return _orang_perangkat(pejabat, jabatan, akun, "")
