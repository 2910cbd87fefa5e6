"""What a kecamatan requires of its desa. What was required in the past is ended, never rewritten."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from akun.models import Pengguna
from berkas.models import KategoriBerkas, KebutuhanBerkas
from dasar.basi import SIMPAN_LAGI, Basi
from dasar.waktu import hari_ini
from desa.models import Kecamatan
from desa.services.data import data_hapus, data_simpan

SEHARI = timedelta(days=1)


@transaction.atomic
def kebutuhan_tambah(
    *,
    kecamatan: Kecamatan,
    kategori: KategoriBerkas,
    mulai: date,
    dihitung_dari: str,
    jatuh_tempo_hari: int,
    oleh: Pengguna,
) -> KebutuhanBerkas:
    """Require a category from a day on, and not twice for the same days."""
    _berwenang(oleh, kecamatan)
    terkunci = _kunci(kecamatan)
    bentrok = KebutuhanBerkas.objects.filter(Q(selesai=None) | Q(selesai__gte=mulai), kategori=kategori)
    if lama := bentrok.filter(kecamatan=terkunci).first():
        sampai = f"sampai {_tanggal(lama.selesai)}" if lama.selesai else "sampai sekarang"
        raise ValidationError(
            {"kategori": f"Kategori ini sudah diwajibkan sejak {_tanggal(lama.mulai)} {sampai}. Ubah yang itu."}
        )
    return _simpan(
        KebutuhanBerkas(
            kecamatan=terkunci,
            kategori=kategori,
            mulai=mulai,
            dihitung_dari=dihitung_dari,
            jatuh_tempo_hari=jatuh_tempo_hari,
        ),
        oleh,
    )


@transaction.atomic
def kebutuhan_ubah(
    *,
    kebutuhan: KebutuhanBerkas,
    berlaku: date,
    dihitung_dari: str,
    jatuh_tempo_hari: int,
    versi: int | None = None,
    oleh: Pengguna,
) -> KebutuhanBerkas:
    """New days from `berlaku` on (today at the earliest). What was over or due before keeps its old due date.

    A requirement that has not begun by then is changed as it stands. Basi: somebody else changed it since `versi`.
    """
    lama = _terkini(kebutuhan, oleh, versi)
    _belum_lewat(berlaku, lama.kecamatan, "berlaku", "Perubahan")
    if lama.selesai is not None and berlaku > lama.selesai:
        raise ValidationError({"berlaku": f"Kewajiban ini berakhir {_tanggal(lama.selesai)}."})
    if lama.mulai >= berlaku:
        lama.dihitung_dari, lama.jatuh_tempo_hari = dihitung_dari, jatuh_tempo_hari
        return _simpan(lama, oleh)
    selesai, lama.selesai = lama.selesai, berlaku - SEHARI
    _simpan(lama, oleh)
    return _simpan(
        KebutuhanBerkas(
            kecamatan=lama.kecamatan,
            kategori=lama.kategori,
            mulai=berlaku,
            selesai=selesai,
            dihitung_dari=dihitung_dari,
            jatuh_tempo_hari=jatuh_tempo_hari,
        ),
        oleh,
    )


@transaction.atomic
def kebutuhan_akhiri(
    *, kebutuhan: KebutuhanBerkas, selesai: date, versi: int | None = None, oleh: Pengguna
) -> KebutuhanBerkas | None:
    """Require it no longer after this day (today at the earliest). None: it had not begun and is gone."""
    lama = _terkini(kebutuhan, oleh, versi)
    _belum_lewat(selesai, lama.kecamatan, "selesai", "Kewajiban")
    if lama.mulai > selesai:
        data_hapus(objek=lama, oleh=oleh)
        return None
    if lama.selesai is not None and selesai > lama.selesai:
        raise ValidationError({"selesai": f"Kewajiban ini sudah diakhiri {_tanggal(lama.selesai)}."})
    lama.selesai = selesai
    return _simpan(lama, oleh)


def mulai_terawal(kecamatan: Kecamatan) -> date:
    """The first day of last year: its reports are handed in during this one."""
    return date(hari_ini(kecamatan).year - 1, 1, 1)


def _terkini(kebutuhan: KebutuhanBerkas, oleh: Pengguna, versi: int | None) -> KebutuhanBerkas:
    _berwenang(oleh, kebutuhan.kecamatan)
    _kunci(kebutuhan.kecamatan)
    lama = KebutuhanBerkas.objects.select_related("kecamatan", "kategori").filter(pk=kebutuhan.pk).first()
    if lama is None or (lama.selesai is not None and lama.selesai < hari_ini(lama.kecamatan)):
        raise ValidationError("Kewajiban ini sudah berakhir, jadi tidak dapat diubah lagi.")
    if versi is not None and versi != lama.versi:
        raise Basi("Data", tersimpan=lama, lanjut=f"Yang berlaku sekarang tertulis di atas. {SIMPAN_LAGI}")
    return lama


def mulai_terakhir(kecamatan: Kecamatan) -> date:
    """The end of the fifth year from now: what lies beyond was mistyped."""
    return date(hari_ini(kecamatan).year + 5, 12, 31)


def _belum_lewat(tanggal: date, kecamatan: Kecamatan, kolom: str, apa: str) -> None:
    if tanggal > (batas := mulai_terakhir(kecamatan)):
        raise ValidationError({kolom: f"Paling lambat {_tanggal(batas)}. Periksa tahunnya."})
    if tanggal < hari_ini(kecamatan):
        raise ValidationError(
            {kolom: f"{apa} berlaku paling cepat hari ini, supaya yang sudah dituntut dari desa tidak berubah."}
        )


def _berwenang(oleh: Pengguna, kecamatan: Kecamatan) -> None:
    if not oleh.has_perm("berkas.atur_kebutuhan", kecamatan):
        raise PermissionDenied("Dokumen wajib diatur oleh verifikator kecamatan.")


def _kunci(kecamatan: Kecamatan) -> Kecamatan:
    """One change of a kecamatan's requirements at a time."""
    return Kecamatan.objects.select_for_update(no_key=True).get(pk=kecamatan.pk)


def _simpan(kebutuhan: KebutuhanBerkas, oleh: Pengguna) -> KebutuhanBerkas:
    kebutuhan.full_clean()
    return data_simpan(objek=kebutuhan, oleh=oleh)


def _tanggal(tanggal: date) -> str:
    return date_format(tanggal, "j F Y")
