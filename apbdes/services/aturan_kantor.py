"""Writing a set of rules: begin, change one part, hand in, publish. A published edition never changes."""

from functools import partial
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from akun.models import Pengguna
from apbdes.alur import TRANSISI_PERANGKAT
from apbdes.aturan import kode_perangkat
from apbdes.enums import StatusPerangkat
from apbdes.kantor import isi as kelola
from apbdes.models import PerangkatAturan
from dasar.alur import cari, jalankan
from dasar.basi import Basi
from dasar.nama import akhiri
from desa.models import Kabupaten

BUKAN_PENYUSUN = "Perangkat aturan ditulis admin kabupatennya atau admin instalasi."
SUDAH_TERBIT = "{} sudah {}, jadi isinya tidak dapat diubah lagi. Buat terbitan baru bila ada yang perlu diubah."
_transisi = partial(cari, TRANSISI_PERANGKAT)


def _izin(wilayah: Kabupaten | PerangkatAturan, oleh: Pengguna) -> None:
    if not oleh.has_perm("apbdes.ubah_perangkataturan", wilayah):
        raise PermissionDenied(BUKAN_PENYUSUN)


@transaction.atomic
def perangkat_buat(*, kabupaten: Kabupaten, isi: dict[str, Any], oleh: Pengguna) -> PerangkatAturan:
    """A draft of the first edition. ValidationError at `kode` where a set of that kode exists."""
    _izin(kabupaten, oleh)
    kode = isi["kode"]
    if kode in kode_perangkat() or PerangkatAturan.objects.filter(kode=kode).exists():
        raise ValidationError({"kode": f"Kode “{kode}” sudah dipakai perangkat lain. Pilih kode yang lain."})
    return _simpan_baru(PerangkatAturan(kabupaten=kabupaten, isi=isi), oleh)


def _simpan_baru(perangkat: PerangkatAturan, oleh: Pengguna) -> PerangkatAturan:
    perangkat.dibuat_oleh = perangkat.diubah_oleh = oleh
    perangkat.versi = 1
    perangkat.save()
    perangkat.penyusun.add(oleh)
    return perangkat


@transaction.atomic
def perangkat_terbitan(*, asal: PerangkatAturan, oleh: Pengguna) -> PerangkatAturan:
    """The next edition as a draft, with the content of the newest published one. ValidationError (code `ada_draf`)
    where one is being written."""
    asal = (
        PerangkatAturan.objects.select_for_update(of=("self",), no_key=True).select_related("kabupaten").get(pk=asal.pk)
    )
    _izin(asal, oleh)
    sekeluarga = PerangkatAturan.objects.filter(kode=asal.kode)
    if draf := sekeluarga.filter(status__in=(StatusPerangkat.DRAF, StatusPerangkat.DIAJUKAN)).first():
        raise ValidationError(
            akhiri(f"{draf} sedang ditulis oleh {draf.dibuat_oleh}") + " Lanjutkan draf itu, atau hapus dahulu.",
            code="ada_draf",
        )
    nomor = (sekeluarga.aggregate(n=Max("terbitan"))["n"] or 0) + 1
    return _simpan_baru(PerangkatAturan(kabupaten=asal.kabupaten, isi=asal.salinan_isi, terbitan=nomor), oleh)


def _terkunci(perangkat: PerangkatAturan, oleh: Pengguna) -> PerangkatAturan:
    terkunci = (
        PerangkatAturan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("kabupaten")
        .get(pk=perangkat.pk)
    )
    _izin(terkunci, oleh)
    if not terkunci.dapat_diubah:
        raise ValidationError(SUDAH_TERBIT.format(terkunci, terkunci.get_status_display().lower()), code="status")
    return terkunci


def _tulis(perangkat: PerangkatAturan, isi: dict[str, Any], oleh: Pengguna) -> PerangkatAturan:
    perangkat.isi = isi
    perangkat.versi += 1
    perangkat.diubah_oleh = oleh
    perangkat.save()
    perangkat.penyusun.add(oleh)
    return perangkat


@transaction.atomic
def bagian_simpan(
    *, perangkat: PerangkatAturan, bagian: str, nama: str, entri: Any, sidik: int | None, oleh: Pengguna
) -> PerangkatAturan:
    """One value, selection, fact or rule of a draft; None takes it out. `sidik` is of the entry that was seen, None for
    a new one: what somebody else changed meanwhile is not overwritten (`Basi`), what they changed elsewhere stays."""
    terkunci = _terkunci(perangkat, oleh)
    ada = kelola.ambil(terkunci.isi, bagian, nama)
    if ada == entri:
        return terkunci
    if sidik is None and ada is not None:
        raise ValidationError({"nama": f"Nama “{nama}” sudah dipakai dalam perangkat ini. Pilih nama lain."})
    if sidik is not None and sidik != kelola.sidik(ada):
        raise Basi("Bagian ini", terkunci.diubah_oleh, tersimpan=SimpleNamespace(versi=kelola.sidik(ada), isi=ada))
    return _tulis(terkunci, kelola.pasang(terkunci.isi, bagian, nama, entri), oleh)


@transaction.atomic
def kepala_simpan(
    *, perangkat: PerangkatAturan, kepala: dict[str, Any], versi: int | None, oleh: Pengguna
) -> PerangkatAturan:
    """Name, title, regulations and years of a draft; the kode stays. An empty value takes the key out."""
    terkunci = _terkunci(perangkat, oleh)
    if versi != terkunci.versi:
        raise Basi("Draf", terkunci.diubah_oleh, tersimpan=terkunci)
    isi = {k: v for k, v in (terkunci.isi | kepala).items() if v or k == "aturan"}
    return _tulis(terkunci, isi, oleh)


@transaction.atomic
def perangkat_ganti(
    *, perangkat: PerangkatAturan, isi: dict[str, Any], versi: int | None, oleh: Pengguna
) -> PerangkatAturan:
    """The whole content of a draft from a file, which was checked whole."""
    terkunci = _terkunci(perangkat, oleh)
    if isi["kode"] != terkunci.kode:
        raise ValidationError(f"Berkas ini berkode “{isi['kode']}”, sedangkan draf ini “{terkunci.kode}”.")
    if isi.get("wilayah", terkunci.kabupaten.kode) != terkunci.kabupaten.kode:
        raise ValidationError(
            f"Berkas ini berwilayah {isi['wilayah']}, sedangkan draf ini milik {terkunci.kabupaten} "
            f"({terkunci.kabupaten.kode})."
        )
    if versi is not None and versi != terkunci.versi:
        raise Basi("Draf", terkunci.diubah_oleh, tersimpan=terkunci)
    return _tulis(terkunci, isi, oleh)


@transaction.atomic
def perangkat_hapus(*, perangkat: PerangkatAturan, oleh: Pengguna) -> None:
    """Throw a draft away, with its history."""
    _terkunci(perangkat, oleh).delete()


def perangkat_ajukan(*, perangkat: PerangkatAturan, oleh: Pengguna, sejak: str | None = None) -> PerangkatAturan:
    return jalankan(perangkat, _transisi("ajukan"), oleh=oleh, sejak=sejak)


def perangkat_kembalikan(
    *, perangkat: PerangkatAturan, oleh: Pengguna, alasan: str, sejak: str | None = None
) -> PerangkatAturan:
    return jalankan(perangkat, _transisi("kembalikan"), oleh=oleh, alasan=alasan, sejak=sejak)


@transaction.atomic
def perangkat_terbitkan(*, perangkat: PerangkatAturan, oleh: Pengguna, sejak: str | None = None) -> PerangkatAturan:
    """In force from now on, frozen for good; its last edition is replaced. Two sets of one kabupaten do not get a year
    in common, whoever publishes at the same moment: the kabupaten is locked."""
    Kabupaten.objects.select_for_update(of=("self",), no_key=True).get(pk=perangkat.kabupaten_id)
    for lama in PerangkatAturan.objects.terbit().filter(kode=perangkat.kode).exclude(pk=perangkat.pk):
        jalankan(lama, _transisi("gantikan"), oleh=oleh, akibat=True)

    def ubah(p: PerangkatAturan) -> None:
        p.diterbitkan = timezone.now()

    return jalankan(perangkat, _transisi("terbitkan"), oleh=oleh, sejak=sejak, ubah=ubah)
