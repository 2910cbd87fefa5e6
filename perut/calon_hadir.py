"""Whom the attendance list offers: the village's people, who has an account there, who came the last time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from akun.enums import DESA, KECAMATAN, WAKIL_DESA
from akun.models import Penugasan
from akun.pejabat import PERAN_JABATAN
from akun.queries import pemegang_peran
from dasar.nama import nama_sama
from desa.enums import JabatanBPD, JabatanPerangkat
from desa.models import Desa
from perut.enums import StatusKunjungan, Unsur
from perut.models import Kehadiran, Kunjungan
from perut.services.isian import id_baris

SELESAI_DIISI = [StatusKunjungan.DIAJUKAN, StatusKunjungan.DIVERIFIKASI, StatusKunjungan.DISAHKAN]
SUMBER = ("perangkat", "bpd", "lkd")


@dataclass
class CalonHadir:
    """In groups, the rows of attendance that they cover, and the last visit with how many of it are offered."""

    kelompok: list[dict[str, Any]] = field(default_factory=list)
    tercakup: set[UUID] = field(default_factory=set)
    lalu: Kunjungan | None = None
    jumlah_lalu: int = 0


def kunjungan_lalu(kunjungan: Kunjungan) -> Kunjungan | None:
    """The newest earlier visit to this village that was handed in."""
    lain = Kunjungan.objects.filter(desa=kunjungan.desa_id, status__in=SELESAI_DIISI).exclude(pk=kunjungan.pk)
    if kunjungan.tanggal:
        lain = lain.filter(tanggal__lte=kunjungan.tanggal)
    return lain.order_by("-tanggal", "-pk").first()


def calon_hadir(kunjungan: Kunjungan, kehadiran: list[Kehadiran]) -> CalonHadir:
    hasil = CalonHadir(lalu=kunjungan_lalu(kunjungan))
    dahulu = list(hasil.lalu.kehadiran_set.all()) if hasil.lalu else []
    pejabat_lalu = {_sumber(h) for h in dahulu if _sumber(h)}
    sudah = {_sumber(h): h for h in kehadiran if _sumber(h)}
    nama: list[str] = []
    berpejabat: set[str] = (
        set()
    )  # whose post the register of the village fills: one person, whatever the account is named
    for judul, unsur, anggota in pejabat_desa(kunjungan.desa, kunjungan.tanggal):
        butir = []
        for sumber, o in anggota:
            if (
                sumber == "perangkat"
                and (peran_jabatan := PERAN_JABATAN.get(o.jabatan)) in WAKIL_DESA
                and peran_jabatan
            ):
                berpejabat.add(peran_jabatan)
            hadir = sudah.get((sumber, o.pk))
            calon = _butir(kunjungan, hadir, f"{sumber}/{o.pk}", o.nama, o.sebutan, unsur)
            butir.append(calon | {"sumber": sumber, "sumber_id": str(o.pk), "lalu": (sumber, o.pk) in pejabat_lalu})
            nama.append(o.nama)
        _tambah(hasil, judul, butir)
    menurut_id = {h.pk: h for h in kehadiran}
    diketik = [h for h in dahulu if not _sumber(h)]
    for judul, unsur, peran in (
        ("Kecamatan dan pendamping", Unsur.KECAMATAN, KECAMATAN),
        ("Yang mempunyai akun di desa", Unsur.PEMERINTAH_DESA, DESA),
    ):
        butir = []
        jabatan = _jabatan(kunjungan, peran)
        for p in pemegang_peran(kunjungan.desa, *(set(peran) - berpejabat)).order_by("nama", "pk"):
            if not any(nama_sama(p.nama, n) for n in nama):
                calon = _butir_bebas(kunjungan, menurut_id, f"akun/{p.pk}", p.nama, jabatan.get(p.pk, ""), unsur)
                butir.append(calon | {"lalu": any(nama_sama(p.nama, h.nama) for h in diketik)})
                nama.append(p.nama)
        _tambah(hasil, judul, butir)
    _tambah(
        hasil,
        "Orang lain pada kunjungan lalu",
        [
            _butir_bebas(kunjungan, menurut_id, f"lalu/{h.pk}", h.nama, h.jabatan, h.unsur) | {"lalu": True}
            for h in diketik
            if not any(nama_sama(h.nama, n) for n in nama)
        ],
    )
    hasil.jumlah_lalu = sum(1 for k in hasil.kelompok for o in k["anggota"] if o["lalu"] and not o["hadir"])
    return hasil


def _sumber(h: Kehadiran) -> tuple[str, int] | None:
    return next(((s, getattr(h, f"{s}_id")) for s in SUMBER if getattr(h, f"{s}_id")), None)


def pejabat_desa(desa: Desa, pada: date | None) -> Iterable[tuple[str, Unsur, list[tuple[str, Any]]]]:
    """Those in office on the day, by institution; the head first, stable within a post."""
    daftar: tuple[tuple[str, str, Unsur, Any, list[str]], ...] = (
        ("perangkat", "Pemerintah desa", Unsur.PEMERINTAH_DESA, desa.perangkat, JabatanPerangkat.values),
        ("bpd", "BPD", Unsur.BPD, desa.bpd, JabatanBPD.values),
        ("lkd", "Lembaga kemasyarakatan", Unsur.LKD, desa.lkd, []),
    )
    for sumber, judul, unsur, pejabat, urutan in daftar:
        menjabat = list(pejabat.menjabat(pada))
        if urutan:
            menjabat.sort(key=lambda o: urutan.index(o.jabatan))
        yield judul, unsur, [(sumber, o) for o in menjabat]


def _jabatan(kunjungan: Kunjungan, peran: Iterable[str]) -> dict[int, str]:
    """By account, as the newest appointment over this village or its kecamatan names it."""
    tugas = Penugasan.objects.aktif(kunjungan.tanggal).filter(peran__in=peran)
    di_sini = tugas.filter(Q(desa=kunjungan.desa_id) | Q(kecamatan=kunjungan.desa.kecamatan_id))
    semua = di_sini.select_related("desa__kecamatan", "kecamatan", "kabupaten").order_by("mulai", "pk")
    return {t.pengguna_id: t.sebutan[:150] for t in semua}


def _butir(
    kunjungan: Kunjungan, hadir: Kehadiran | None, kunci: str, nama: str, jabatan: str, unsur: str
) -> dict[str, Any]:
    return {
        "id": hadir.pk if hadir else id_baris(kunjungan, "kehadiran", kunci),
        "versi": str(hadir.versi if hadir else 0),
        "hadir": hadir is not None,
        "nama": hadir.nama if hadir else nama,
        "jabatan": hadir.jabatan if hadir else jabatan,
        "unsur": str(hadir.unsur if hadir else unsur),
        "sumber": "",
        "sumber_id": "",
    }


def _butir_bebas(
    kunjungan: Kunjungan, ada: dict[UUID, Kehadiran], kunci: str, nama: str, jabatan: str, unsur: str
) -> dict[str, Any]:
    """Somebody whom no register of the village names: a row like one that was typed in."""
    return _butir(kunjungan, ada.get(id_baris(kunjungan, "kehadiran", kunci)), kunci, nama, jabatan, unsur)


def _tambah(hasil: CalonHadir, judul: str, anggota: list[dict[str, Any]]) -> None:
    if anggota:
        hasil.kelompok.append({"judul": judul, "anggota": anggota})
        hasil.tercakup |= {o["id"] for o in anggota if o["hadir"]}
