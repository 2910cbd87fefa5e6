"""What becomes of an assessment, of a training, and of the target. Each under a lock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.alur import cari, jalankan
from dasar.basi import Basi
from dasar.konflik import terkunci
from dasar.nama import akhiri
from dasar.waktu import hari_ini
from desa.models import Kecamatan, Perangkat
from desa.services.data import data_hapus, data_simpan
from kapasitas.alur import TRANSISI_PENILAIAN
from kapasitas.enums import DINILAI, StatusPenilaian
from kapasitas.models import Butir, Pelatihan, Penilaian, Peserta, Sasaran, SyaratJabatan, Tanggapan, VersiKompetensi
from kapasitas.syarat import halangan_menilai
from notifikasi.services import beritahu

BUKAN_PENILAI = "Penilaian dilakukan pelaksana atau verifikator kecamatan, dan bukan atas dirinya sendiri."
BUKAN_PENGATUR = "Sasaran ditetapkan camat atau verifikator kecamatan."
BUKAN_PENGELOLA = "Pelatihan dicatat pelaksana atau verifikator kecamatan."
TANPA_ACUAN = "Acuan kompetensi belum dimuat di pemasangan ini. Minta admin menjalankan acuan_muat."
TAHUN_MUNDUR = 10
KOLOM_PELATIHAN = ("judul", "mulai", "selesai", "penyelenggara", "tempat", "keterangan")
_transisi = partial(cari, TRANSISI_PENILAIAN)


@dataclass(frozen=True)
class IsiButir:
    """What was said of one competency; `bukti` is (kind, key, words), empty where none is named."""

    tingkat: int | None
    dilihat: str
    bukti: tuple[str, str, str] = ("", "", "")


@transaction.atomic
def penilaian_mulai(
    *, perangkat: Perangkat, oleh: Pengguna, koreksi_atas: Penilaian | None = None, alasan: str = ""
) -> tuple[Penilaian, bool]:
    """The draft of this official, and whether it is new: whoever comes second goes on with the first one's.

    A correction begins with what it corrects, in its post, of its day and by its version. Raises ValidationError where
    there is nothing to assess by, or the official is not (or no longer) in office.
    """
    terkunci = Perangkat.objects.select_for_update(of=("self",), no_key=True).select_related("desa__kecamatan")
    perangkat = terkunci.get(pk=perangkat.pk)
    if not oleh.has_perm("kapasitas.nilai_perangkat", perangkat.desa) or _dirinya(oleh, perangkat):
        raise PermissionDenied(BUKAN_PENILAI)
    draf = Penilaian.objects.filter(perangkat=perangkat, status=StatusPenilaian.DRAF).first()
    if draf and draf.koreksi_atas_id == (koreksi_atas.pk if koreksi_atas else None):
        return draf, False
    if draf:
        raise ValidationError(
            f"{akhiri(f'{perangkat.nama} sedang dinilai {draf.dimulai_oleh}')} Tetapkan atau batalkan dahulu draf itu."
        )
    if koreksi_atas:
        return _koreksi(koreksi_atas, alasan, oleh), True
    if kalimat := halangan_menilai(perangkat):
        raise ValidationError(kalimat)
    if perangkat.jabatan not in DINILAI:
        raise ValidationError(f"{perangkat.sebutan} tidak mempunyai kompetensi dalam acuan, jadi tidak dinilai.")
    hari = hari_ini(perangkat.desa)
    acuan = VersiKompetensi.objects.filter(berlaku_sejak__lte=hari).first()
    syarat = SyaratJabatan.objects.filter(kompetensi__versi=acuan, jabatan=perangkat.jabatan)
    if acuan is None or not syarat.exists():
        raise ValidationError(TANPA_ACUAN)
    baru = Penilaian.objects.create(
        perangkat=perangkat,
        desa=perangkat.desa,
        nama=perangkat.nama,
        jabatan=perangkat.jabatan,
        sebutan=perangkat.sebutan[:150],
        acuan=acuan,
        tanggal=hari,
        dimulai_oleh=oleh,
        diubah_oleh=oleh,
        versi=1,
    )
    Butir.objects.bulk_create(Butir(penilaian=baru, kompetensi_id=s.kompetensi_id, sifat=s.sifat) for s in syarat)
    return baru, True


def _koreksi(asal: Penilaian, alasan: str, oleh: Pengguna) -> Penilaian:
    if not oleh.has_perm("kapasitas.koreksi_penilaian", asal):
        raise PermissionDenied(BUKAN_PENILAI)
    if not alasan.strip():
        raise ValidationError({"alasan": "Alasan wajib diisi."})
    sama = {
        n: getattr(asal, n) for n in ("perangkat", "desa", "nama", "jabatan", "sebutan", "acuan", "tanggal", "catatan")
    }
    baru = Penilaian.objects.create(
        **sama, koreksi_atas=asal, alasan=alasan.strip()[:300], dimulai_oleh=oleh, diubah_oleh=oleh, versi=1
    )
    kolom = ("kompetensi_id", "sifat", "tingkat", "dilihat", "bukti_jenis", "bukti_nomor", "bukti_teks")
    Butir.objects.bulk_create(Butir(penilaian=baru, **{n: getattr(b, n) for n in kolom}) for b in asal.butir.all())
    return baru


@transaction.atomic
def penilaian_isi(
    *, penilaian: Penilaian, tanggal: date, catatan: str, isi: Mapping[int, IsiButir], versi: int, oleh: Pengguna
) -> Penilaian:
    """Save what a draft says. Raises Basi when somebody else saved since `versi`, ValidationError for an assessment
    that is no draft any more or a day that cannot be."""
    terkunci = Penilaian.objects.select_for_update(of=("self",), no_key=True).get(pk=penilaian.pk)
    if terkunci.status != StatusPenilaian.DRAF:
        kata = terkunci.get_status_display().lower()
        raise ValidationError(f"Penilaian ini sudah {kata.removeprefix('sudah ')}, jadi isinya tidak berubah lagi.")
    if not oleh.has_perm("kapasitas.isi_penilaian", terkunci):
        raise PermissionDenied(BUKAN_PENILAI)
    if terkunci.koreksi_atas_id:
        tanggal = terkunci.tanggal  # a correction is of the same day
    _hari_wajar(tanggal, terkunci)
    ubah = []
    for b in terkunci.butir.all():
        i = isi.get(b.pk)
        baru = (i.tingkat, i.dilihat.strip(), *i.bukti) if i else None
        if baru and baru != (b.tingkat, b.dilihat, b.bukti_jenis, b.bukti_nomor, b.bukti_teks):
            b.tingkat, b.dilihat, b.bukti_jenis, b.bukti_nomor, b.bukti_teks = baru
            ubah.append(b)
    if not ubah and (tanggal, catatan.strip()) == (terkunci.tanggal, terkunci.catatan):
        return terkunci
    if versi != terkunci.versi:
        raise Basi("Penilaian", terkunci.diubah_oleh, tersimpan=terkunci)
    terkunci.tanggal, terkunci.catatan, terkunci.diubah_oleh = tanggal, catatan.strip(), oleh
    terkunci.versi += 1
    terkunci.save()
    Butir.objects.bulk_update(ubah, ["tingkat", "dilihat", "bukti_jenis", "bukti_nomor", "bukti_teks"])
    return terkunci


def penilaian_tetapkan(*, penilaian: Penilaian, oleh: Pengguna, sejak: str | None = None) -> Penilaian:
    """From now on it counts for this official in this post; a correction takes the place of what it corrects."""

    def urutkan(p: Penilaian) -> None:
        if p.koreksi_atas is not None:
            p.ke = p.koreksi_atas.ke
            jalankan(p.koreksi_atas, _transisi("ganti"), oleh=oleh, alasan=p.alasan, akibat=True)
            return
        akhir = Penilaian.objects.berlaku().filter(perangkat=p.perangkat_id, jabatan=p.jabatan).order_by("-ke").first()
        p.ke = (akhir.ke or 0) + 1 if akhir else 1

    return jalankan(penilaian, _transisi("tetapkan"), oleh=oleh, sejak=sejak, ubah=urutkan)


def penilaian_batalkan(*, penilaian: Penilaian, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Penilaian:
    return jalankan(penilaian, _transisi("batalkan"), oleh=oleh, alasan=alasan, sejak=sejak)


@transaction.atomic
def tanggapan_catat(*, penilaian: Penilaian, isi: str, oleh: Pengguna) -> Tanggapan:
    """What the village says to it; who assessed is told. The same words twice are one."""
    terkunci = Penilaian.objects.select_for_update(of=("self",), no_key=True).get(pk=penilaian.pk)
    if not oleh.has_perm("kapasitas.tanggapi_penilaian", terkunci):
        raise PermissionDenied("Penilaian ditanggapi pemerintah desa yang bersangkutan, sesudah ditetapkan.")
    if not isi.strip():
        raise ValidationError({"isi": "Tulis tanggapannya."})
    ada = terkunci.tanggapan.filter(oleh=oleh, isi=isi.strip()).first()
    if ada:
        return ada
    baru = Tanggapan.objects.create(penilaian=terkunci, oleh=oleh, isi=isi.strip())
    beritahu(
        [terkunci.dimulai_oleh],
        judul=f"Tanggapan atas penilaian {terkunci.nama}",
        isi=isi.strip()[:500],
        tautan=terkunci.get_absolute_url(),
    )
    return baru


@transaction.atomic
def pelatihan_simpan(
    *, pelatihan: Pelatihan, peserta: Iterable[Perangkat], versi: int | None = None, oleh: Pengguna
) -> Pelatihan:
    """A training with who took part; who was on the list keeps the name and post of then. Raises Basi."""
    if not oleh.has_perm("kapasitas.kelola_pelatihan", pelatihan.kecamatan):
        raise PermissionDenied(BUKAN_PENGELOLA)
    kini = hari_ini(pelatihan.kecamatan)
    if not kini.year - TAHUN_MUNDUR <= pelatihan.mulai.year <= kini.year + 1:
        raise ValidationError({"mulai": "Tanggalnya terlalu jauh. Periksa tahunnya."})
    lama = terkunci(pelatihan, None) if pelatihan.pk else None
    ada = {p.perangkat_id: p for p in lama.peserta.all()} if lama else {}
    diminta = {p.pk: p for p in peserta}
    tambah = [p for pk, p in diminta.items() if pk not in ada]
    buang = [p.pk for pk, p in ada.items() if pk not in diminta]
    berubah = bool(tambah or buang)
    if lama and berubah and versi is not None and versi != lama.versi:
        raise Basi("Pelatihan", tersimpan=lama)
    hasil = data_simpan(objek=pelatihan, kolom=KOLOM_PELATIHAN if lama else (), versi=versi, oleh=oleh)
    if lama and berubah and hasil.versi == lama.versi:  # only who took part
        hasil.versi += 1
        hasil.save(update_fields=["versi"])
    hasil.peserta.filter(pk__in=buang).delete()
    Peserta.objects.bulk_create(
        Peserta(pelatihan=hasil, perangkat=p, nama=p.nama, sebutan=p.sebutan[:150]) for p in tambah
    )
    return hasil


@transaction.atomic
def pelatihan_hapus(*, pelatihan: Pelatihan, oleh: Pengguna) -> None:
    """One that was entered by mistake. Raises ValidationError where an assessment rests on it."""
    if not oleh.has_perm("kapasitas.kelola_pelatihan", pelatihan.kecamatan):
        raise PermissionDenied(BUKAN_PENGELOLA)
    Pelatihan.objects.select_for_update(of=("self",)).filter(pk=pelatihan.pk).first()
    dipakai = Butir.objects.filter(bukti_jenis="pelatihan", bukti_nomor=str(pelatihan.pk)).count()
    if dipakai:
        raise ValidationError(f"Pelatihan ini menjadi bukti pada {dipakai} butir penilaian, jadi tidak dapat dihapus.")
    data_hapus(objek=pelatihan, oleh=oleh)


@transaction.atomic
def sasaran_atur(*, kecamatan: Kecamatan, persen: int, dasar: str, versi: int | None, oleh: Pengguna) -> Sasaran:
    """Raises Basi when somebody else changed it since `versi`."""
    if not oleh.has_perm("kapasitas.atur_sasaran", kecamatan):
        raise PermissionDenied(BUKAN_PENGATUR)
    Kecamatan.objects.select_for_update(no_key=True).get(pk=kecamatan.pk)
    lama = Sasaran.objects.filter(kecamatan=kecamatan).first()
    objek = lama or Sasaran(kecamatan=kecamatan)
    objek.persen, objek.dasar = persen, dasar
    objek.full_clean()
    return data_simpan(objek=objek, kolom=["persen", "dasar"] if lama else (), versi=versi, oleh=oleh)


def _dirinya(oleh: Pengguna, perangkat: Perangkat) -> bool:
    tautan: Any = getattr(perangkat, "akun", None)
    return tautan is not None and tautan.pengguna_id == oleh.pk


def _hari_wajar(hari: date, penilaian: Penilaian) -> None:
    kini = hari_ini(penilaian.desa)
    if hari > kini:
        raise ValidationError({"tanggal": "Hari itu belum tiba."})
    if hari.year < kini.year - TAHUN_MUNDUR:
        raise ValidationError({"tanggal": f"Tanggalnya terlalu lama: {date_format(hari, 'j F Y')}. Periksa tahunnya."})
