"""Every change of a journey. Views call these; nothing else sets a status."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import partial
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna
from berkas.models import VersiBerkas
from berkas.services.ruang import versi_terima, versi_unggah
from dasar.alur import cari, jalankan, periksa_sejak
from dasar.basi import Basi
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat
from desa.models import AnggotaBPD, Desa, Perangkat
from naskah.enums.naskah import StatusNaskah
from naskah.jenis import saat_dicabut
from naskah.models import Naskah
from naskah.pejabat import orang_pejabat
from naskah.services.naskah import (
    naskah_ajukan,
    naskah_batalkan,
    naskah_kembalikan,
    naskah_setujui,
    naskah_tulis,
)
from perjalanan.alur import TRANSISI_PERJALANAN
from perjalanan.enums import DAPAT_DIUBAH, DIPUTUS, TERBIT, StatusPerjalanan
from perjalanan.lampiran import KATEGORI
from perjalanan.models import OrangPerjalanan, Perjalanan
from perjalanan.naskah import SURAT_PERINTAH
from perjalanan.reports import surat_isi
from perjalanan.rules import ketua_bpd
from perjalanan.tujuan import dalam_kabupaten, kalimat_dalam

LAMA_MAKS = 90  # days; longer can only be a slip of the finger
JAUH = timedelta(days=400)
Isi = tuple[str, IO[bytes]]  # name, content
_transisi = partial(cari, TRANSISI_PERJALANAN)


@dataclass(frozen=True)
class IsiPerjalanan:
    """What a village asks for."""

    keperluan: str
    maksud: str
    tujuan: str
    kota_tujuan: str
    mulai: date
    selesai: date
    dasar: str
    pembebanan: str
    nomor_permohonan: str = ""
    tanggal_permohonan: date | None = None
    kode_kegiatan: str = ""
    telaahan_desa: str = ""
    pelaksana_harian: str = ""

    @classmethod
    def dari(cls, p: Perjalanan) -> "IsiPerjalanan":
        return cls(**{f.name: getattr(p, f.name) for f in fields(cls)})


Pelaku = Perangkat | AnggotaBPD


@transaction.atomic
def perjalanan_buat(
    *, desa: Desa, pk: UUID, isi: IsiPerjalanan, orang: list[Pelaku], oleh: Pengguna, berkas: Isi | None = None
) -> Perjalanan:
    """A draft. `pk` comes from the page: sent twice, it is one. Raises as `perjalanan_ubah`."""
    if not oleh.has_perm("perjalanan.mohon_perjalanan", desa):
        raise PermissionDenied(BUKAN_PEMOHON)
    Desa.objects.select_for_update(of=("self",), no_key=True).get(pk=desa.pk)  # a second click waits here
    ada = Perjalanan.objects.filter(pk=pk).first()
    if ada and ada.desa_id == desa.pk and ada.dibuat_oleh_id == oleh.pk:
        if IsiPerjalanan.dari(ada) == isi:
            return ada
        raise ValidationError("Permohonan dari halaman ini sudah tersimpan. Buka dari daftarnya, lalu ubah di sana.")
    if ada:
        raise ValidationError("Muat ulang halaman ini, lalu isi sekali lagi.")
    return _tulis(Perjalanan(pk=pk, desa=desa, dibuat_oleh=oleh), isi, orang, berkas, oleh)


@transaction.atomic
def perjalanan_ubah(
    *,
    perjalanan: Perjalanan,
    versi: int,
    isi: IsiPerjalanan,
    orang: list[Pelaku],
    oleh: Pengguna,
    berkas: Isi | None = None,
) -> Perjalanan:
    """Change what the office has not got, or has sent back.

    Raises Basi when somebody else saved since `versi` (the same content twice is no conflict), ValidationError by
    field: days, a destination in the kabupaten, people of elsewhere, a file that is none.
    """
    terkunci = _kunci(perjalanan)
    if not oleh.has_perm("perjalanan.ubah_perjalanan", terkunci):
        raise PermissionDenied(alasan_terkunci(terkunci, oleh))
    sama = IsiPerjalanan.dari(terkunci) == isi and _kunci_orang(terkunci.orang.all()) == _kunci_pelaku(orang)
    if sama and berkas is None:
        return terkunci
    if versi != terkunci.versi:
        raise Basi("Permohonan", terkunci.diubah_oleh, tersimpan=terkunci)
    if terkunci.status != StatusPerjalanan.DRAF:
        # History, not only a higher version: whoever has its page open decides on something else.
        terkunci.riwayat.create(aksi="ubah", dari=terkunci.status, ke=terkunci.status, oleh=oleh)
    return _tulis(terkunci, isi, orang, berkas, oleh)


BUKAN_PEMOHON = "Permohonan diajukan kepala desa, sekretaris desa, atau ketua BPD desa yang bersangkutan."


def alasan_terkunci(perjalanan: Perjalanan, oleh: Pengguna) -> str:
    """Why this person cannot change the request now."""
    if not oleh.has_perm("perjalanan.mohon_perjalanan", perjalanan):
        return BUKAN_PEMOHON
    return (
        f"Permohonan ini berstatus “{perjalanan.get_status_display()}”, jadi isinya tidak dapat diubah. "
        "Tanggal yang berubah sesudah suratnya terbit diajukan sebagai permohonan pengganti."
    )


def _kunci(perjalanan: Perjalanan) -> Perjalanan:
    return (
        Perjalanan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan__kabupaten", "diubah_oleh", "surat")
        .get(pk=perjalanan.pk)
    )


def _kunci_orang(orang: Any) -> list[tuple[int | None, int | None]]:
    return [(o.perangkat_id, o.bpd_id) for o in orang]


def _kunci_pelaku(orang: list[Pelaku]) -> list[tuple[int | None, int | None]]:
    return [(p.pk, None) if isinstance(p, Perangkat) else (None, p.pk) for p in orang]


def _tulis(p: Perjalanan, isi: IsiPerjalanan, orang: list[Pelaku], berkas: Isi | None, oleh: Pengguna) -> Perjalanan:
    if galat := _kesalahan(p.desa, isi, orang):
        raise ValidationError(galat)
    for f in fields(isi):
        setattr(p, f.name, getattr(isi, f.name))
    if berkas:
        p.berkas_dasar = _unggah(p.desa, berkas, f"Dasar perjalanan: {isi.dasar}", oleh, "berkas")
    p.versi += 1
    p.diubah_oleh = oleh
    p.save()
    p.orang.all().delete()
    _orang_catat(p, orang)
    return p


def _orang_catat(p: Perjalanan, orang: list[Pelaku]) -> None:
    OrangPerjalanan.objects.bulk_create(
        OrangPerjalanan(
            perjalanan=p,
            urut=n,
            perangkat=o if isinstance(o, Perangkat) else None,
            bpd=o if isinstance(o, AnggotaBPD) else None,
            nama=o.nama,
            jabatan=orang_pejabat(o).jabatan[:250],
        )
        for n, o in enumerate(orang, 1)
    )


def _kesalahan(desa: Desa, isi: IsiPerjalanan, orang: list[Pelaku]) -> dict[str, str]:
    galat = {}
    if isi.selesai < isi.mulai:
        galat["selesai"] = "Tanggal kembali mendahului tanggal berangkat."
    elif (isi.selesai - isi.mulai).days >= LAMA_MAKS:
        galat["selesai"] = f"Perjalanan paling lama {LAMA_MAKS} hari. Periksa tanggalnya."
    if isi.mulai > hari_ini(desa) + JAUH:
        galat["mulai"] = "Berangkatnya terlalu jauh ke depan. Periksa tahunnya."
    if dalam_kabupaten(isi.kota_tujuan, desa.kecamatan.kabupaten):
        galat["kota_tujuan"] = kalimat_dalam(desa.kecamatan)
    if not orang:
        galat["orang"] = "Pilih siapa yang bepergian."
    elif any(p.desa_id != desa.pk for p in orang):
        galat["orang"] = f"Yang bepergian harus pejabat {desa}."
    elif lain := [p for p in orang if isinstance(p, Perangkat) and p.jabatan != JabatanPerangkat.KEPALA_DESA]:
        galat["orang"] = f"{lain[0].nama} perangkat desa: surat perintahnya diterbitkan kepala desa sendiri."
    return galat


def _unggah(desa: Desa, berkas: Isi, judul: str, oleh: Pengguna, kolom: str) -> VersiBerkas:
    nama, isi = berkas
    try:
        return versi_unggah(desa=desa, kategori=KATEGORI, isi=isi, nama=nama, judul=judul[:200], oleh=oleh)
    except ValidationError as galat:
        raise ValidationError({kolom: galat.messages}) from galat


def sebagai(perjalanan: Perjalanan, oleh: Pengguna) -> str:
    """For whom the request is made: 'Ketua Badan Permusyawaratan Desa X', 'Sekretaris Desa X atas nama …'."""
    desa = perjalanan.desa
    if ketua_bpd(oleh, perjalanan):
        return f"Ketua {desa.nama_bpd}"
    orang = list(perjalanan.orang.all())
    kepala = Peran.KEPALA_DESA in oleh.peran_di(desa)
    diri = desa.jabatan_kepala if kepala else desa.jabatan_sekretaris
    if orang and all(o.bpd_id for o in orang):
        return f"{diri} atas nama {desa.nama_bpd}"
    return diri if kepala else f"{diri} atas nama {desa.jabatan_kepala}"


@transaction.atomic
def perjalanan_ajukan(*, perjalanan: Perjalanan, oleh: Pengguna, sejak: str | None = None) -> Perjalanan:
    """Hand in to the office; locked until it comes back. Names and posts are those of today."""

    def ubah(p: Perjalanan) -> None:
        p.pemohon, p.pemohon_sebagai = oleh, sebagai(p, oleh)[:250]
        p.diajukan = p.diajukan or timezone.now()
        for o in p.orang.select_related("perangkat__desa", "bpd__desa"):
            if pejabat := o.pejabat:
                o.nama, o.jabatan = pejabat.nama, orang_pejabat(pejabat).jabatan[:250]
                o.save(update_fields=["nama", "jabatan"])

    return jalankan(perjalanan, _transisi("ajukan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def perjalanan_telaah(
    *,
    perjalanan: Perjalanan,
    telaahan: str,
    rekomendasi: str,
    oleh: Pengguna,
    laporan_diharapkan: date | None = None,
    sejak: str | None = None,
) -> Perjalanan:
    """The office's opinion, and the order as the camat will read it. Raises ValidationError by field."""

    def ubah(p: Perjalanan) -> None:
        if laporan_diharapkan and laporan_diharapkan < p.selesai:
            raise ValidationError({"laporan_diharapkan": "Laporan tidak dapat diharapkan sebelum perjalanan selesai."})
        p.telaahan, p.rekomendasi, p.laporan_diharapkan = telaahan, rekomendasi, laporan_diharapkan
        p.surat = _surat_tulis(p, oleh)
        if p.berkas_dasar_id:
            versi_terima(versi=[p.berkas_dasar_id], kategori=KATEGORI, oleh=oleh)

    return jalankan(perjalanan, _transisi("telaah"), oleh=oleh, sejak=sejak, ubah=ubah)


def _surat_tulis(p: Perjalanan, oleh: Pengguna) -> Naskah:
    """The letter, handed in to the camat. The first one names the order that it stands in for."""
    dahulu = p.menggantikan.surat if p.menggantikan else None
    lama = p.surat or (dahulu if dahulu and dahulu.terbit else None)
    tanggal = hari_ini(p.desa)
    naskah = naskah_tulis(
        lama,
        jenis=SURAT_PERINTAH.kode,
        desa=p.desa,
        tanggal=tanggal,
        perihal=f"Perjalanan dinas {p.nama_orang} ({p.desa}) ke {p.kota_tujuan}, {p.rentang}"[:250],
        isi=surat_isi(p, oleh=oleh, tanggal=tanggal),
        oleh=oleh,
    )
    return naskah if naskah.status == StatusNaskah.DIAJUKAN else naskah_ajukan(naskah=naskah, oleh=oleh, akibat=True)


@transaction.atomic
def perjalanan_setujui(*, perjalanan: Perjalanan, oleh: Pengguna, sejak: str | None = None) -> Perjalanan:
    """Number and freeze the order; the one that it stands in for loses its force.

    The caller has checked the camat's password. The PDF is made after the commit.
    """

    def ubah(p: Perjalanan) -> None:
        lama = p.menggantikan
        if lama and lama.status == StatusPerjalanan.DISETUJUI:
            jalankan(lama, _transisi("ganti"), oleh=oleh, akibat=True, alasan="Diganti dengan perintah yang baru.")
        p.surat = naskah_setujui(naskah=_surat(p), oleh=oleh)

    return jalankan(perjalanan, _transisi("setujui"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def perjalanan_kembalikan(
    *, perjalanan: Perjalanan, alasan: str, oleh: Pengguna, sejak: str | None = None
) -> Perjalanan:
    """Back to the village with what is missing; the letter, if there is one, waits with it."""

    def ubah(p: Perjalanan) -> None:
        if p.surat and p.surat.status == StatusNaskah.DIAJUKAN:
            p.surat = naskah_kembalikan(naskah=p.surat, alasan=alasan, oleh=oleh, akibat=True)

    return jalankan(perjalanan, _transisi("kembalikan"), oleh=oleh, alasan=alasan, sejak=sejak, ubah=ubah)


@transaction.atomic
def perjalanan_tolak(*, perjalanan: Perjalanan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Perjalanan:
    """The camat does not order it; the letter is dropped."""
    ubah = partial(_surat_batalkan, oleh=oleh, alasan=f"Tidak disetujui: {alasan}")
    return jalankan(perjalanan, _transisi("tolak"), oleh=oleh, alasan=alasan, sejak=sejak, ubah=ubah)


@transaction.atomic
def perjalanan_batalkan(*, perjalanan: Perjalanan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Perjalanan:
    """The village does not ask for it any more. After the approval the camat withdraws the letter."""
    ubah = partial(_surat_batalkan, oleh=oleh, alasan=f"Permohonan dibatalkan: {alasan}")
    return jalankan(perjalanan, _transisi("batalkan"), oleh=oleh, alasan=alasan, sejak=sejak, ubah=ubah)


def _surat_batalkan(p: Perjalanan, *, oleh: Pengguna, alasan: str) -> None:
    if p.surat and not p.surat.terbit and p.surat.status != StatusNaskah.DIBATALKAN:
        p.surat = naskah_batalkan(naskah=p.surat, alasan=alasan, oleh=oleh, akibat=True)


@transaction.atomic
def perjalanan_lapor(
    *,
    perjalanan: Perjalanan,
    terlaksana: bool,
    laporan: str,
    oleh: Pengguna,
    berkas: Isi | None = None,
    sejak: str | None = None,
) -> Perjalanan:
    """What came of it, or why nobody went. Raises ValidationError by field; then no file is stored either."""

    def ubah(p: Perjalanan) -> None:
        if terlaksana and p.mulai > hari_ini(p.desa):
            raise ValidationError(
                {"terlaksana": f"Berangkatnya baru {p.rentang}; laporannya ditulis sesudah perjalanan dilaksanakan."}
            )
        p.terlaksana, p.laporan, p.dilaporkan = terlaksana, laporan, timezone.now()
        if berkas:
            p.berkas_laporan = _unggah(p.desa, berkas, f"Laporan perjalanan ke {p.kota_tujuan}", oleh, "berkas")

    return jalankan(perjalanan, _transisi("lapor"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def perjalanan_kembalikan_laporan(
    *, perjalanan: Perjalanan, alasan: str, oleh: Pengguna, sejak: str | None = None
) -> Perjalanan:
    """The report does not say enough; it is written once more, with what it said before it."""

    def ubah(p: Perjalanan) -> None:
        p.dilaporkan, p.terlaksana = None, None

    return jalankan(perjalanan, _transisi("kembalikan_laporan"), oleh=oleh, alasan=alasan, sejak=sejak, ubah=ubah)


@saat_dicabut(SURAT_PERINTAH)
def _surat_dicabut(naskah: Naskah, alasan: str, oleh: Pengguna) -> None:
    for p in Perjalanan.objects.filter(surat=naskah, status__in=TERBIT):
        jalankan(p, _transisi("cabut"), oleh=oleh, akibat=True, alasan=alasan)


@transaction.atomic
def perjalanan_salin(*, perjalanan: Perjalanan, oleh: Pengguna, sejak: str | None = None) -> Perjalanan:
    """A new draft that says the same, to be changed and handed in: other days are another order.

    Approved, it takes the place of one in force. Pressed twice, it is one.
    """
    terkunci = _kunci(perjalanan)
    if not oleh.has_perm("perjalanan.salin_perjalanan", terkunci):
        raise PermissionDenied(alasan_terkunci(terkunci, oleh))
    if ada := terkunci.pengganti.filter(status__in=DAPAT_DIUBAH | DIPUTUS).first():
        return ada
    periksa_sejak(terkunci, sejak)
    isi = {f.name: getattr(terkunci, f.name) for f in fields(IsiPerjalanan)}
    baru = Perjalanan.objects.create(
        desa=terkunci.desa,
        **isi,
        berkas_dasar=terkunci.berkas_dasar,
        menggantikan=terkunci,
        dibuat_oleh=oleh,
        diubah_oleh=oleh,
        versi=1,
    )
    lama = terkunci.orang.select_related("perangkat__desa", "bpd__desa")
    _orang_catat(baru, [p for o in lama if (p := o.pejabat)])
    return baru


def _surat(perjalanan: Perjalanan) -> Naskah:
    assert perjalanan.surat is not None  # the constraint perjalanan_ditelaah_bersurat
    return perjalanan.surat
