"""Every change of a proposal's status. What is confirmed is written where all master data is."""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from typing import IO, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet

from akun.models import Pengguna
from berkas.enums import StatusBerkas
from berkas.models import KategoriBerkas, VersiBerkas
from berkas.services.berkas import Tujuan, berkas_terima, berkas_unggah
from berkas.services.sk import sk_hubungkan
from dasar.alur import cari, jalankan
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat
from desa.models import Desa, Pejabat
from desa.services.data import data_simpan, desa_kunci
from desa.tabel import TABEL
from pembaruan.alur import TRANSISI_USULAN
from pembaruan.baris import isi_usulan, orang_usulan, pasang
from pembaruan.models import Usulan

_transisi = partial(cari, TRANSISI_USULAN)
LAMPIRKAN = (
    "Lampirkan SK-nya: perubahan ini menyangkut orang yang menandatangani naskah, jadi baru berlaku setelah "
    "dikonfirmasi verifikator kecamatan."
)


def usulan_ajukan(
    *, kunci: str, objek: Pejabat, kolom: Sequence[str], berkas: IO[bytes] | None, oleh: Pengguna
) -> Usulan:
    """Propose `kolom` of this person as they stand in `objek`; the decree is kept among the village's files.

    The same proposal sent twice is one. Raises ValidationError (under `sk_berkas` for the decree), and then
    nothing is kept.
    """
    desa = objek.desa
    if not oleh.has_perm("pembaruan.ajukan_usulan", desa):
        raise PermissionDenied("Perubahan daftar pejabat diusulkan pemerintah desanya.")
    if berkas is None:
        raise ValidationError({"sk_berkas": LAMPIRKAN})
    semua: QuerySet[Any] = TABEL[kunci].model._default_manager.all()
    lama: Pejabat | None = semua.filter(pk=objek.pk).first() if objek.pk else None
    isi = isi_usulan(lama, objek, kolom)
    if not isi:
        raise ValidationError("Tidak ada yang berubah.")
    with transaction.atomic():
        desa_kunci([desa])
        if kembar := _menunggu(kunci, desa, objek, isi):
            return kembar
        usulan = Usulan(
            desa=desa,
            kunci=kunci,
            nomor=objek.pk,
            nama=(lama or objek).nama,
            isi=isi,
            sk=_sk(desa, kunci, objek, berkas, oleh),
            dibuat_oleh=oleh,
        )
        usulan.save()
        return jalankan(usulan, _transisi("ajukan"), oleh=oleh)


def _menunggu(kunci: str, desa: Desa, objek: Pejabat, isi: list[dict]) -> Usulan | None:
    """The very proposal, when it waits already. Raises ValidationError for another one about the same person."""
    for lain in Usulan.objects.menunggu().filter(desa=desa, kunci=kunci, nomor=objek.pk):
        if lain.isi == isi:
            return lain
        if objek.pk is not None:
            raise ValidationError(
                f"Usulan lain tentang {lain.nama} masih menunggu konfirmasi. Tunggu keputusannya, atau tarik dahulu "
                "usulan itu di halamannya."
            )
    return None


def _sk(desa: Desa, kunci: str, objek: Pejabat, berkas: IO[bytes], oleh: Pengguna) -> VersiBerkas:
    """The decree as a file of the village; one that is there already, for somebody else it names, is that one."""
    if kunci == "bpd":
        kode = "sk-bpd"
    else:
        kades = getattr(objek, "jabatan", "") == JabatanPerangkat.KEPALA_DESA
        kode = "sk-kepala-desa" if kades else "sk-perangkat"
    kategori = KategoriBerkas.objects.filter(kode=kode).first()
    if kategori is None:
        raise ValidationError({"sk_berkas": "Kategori berkas SK belum ada. Hubungi admin (manage.py acuan_muat)."})
    sidik = sha256()
    berkas.seek(0)
    while potong := berkas.read(1024 * 1024):
        sidik.update(potong)
    berkas.seek(0)
    ada = VersiBerkas.objects.filter(sha256=sidik.hexdigest(), berkas__desa=desa).order_by("pk").first()
    if ada is not None:
        return ada
    tahun = objek.sk_tanggal.year if objek.sk_tanggal else hari_ini(desa).year
    tujuan = Tujuan(
        desa=desa,
        kategori=kategori,
        tahun=tahun,
        judul=f"SK {objek.nama}",
        nomor=objek.sk_nomor,
        tanggal=objek.sk_tanggal,
    )
    try:
        hasil = berkas_unggah(tujuan=tujuan, isi=berkas, nama=getattr(berkas, "name", None) or "sk.pdf", oleh=oleh)
    except ValidationError as galat:
        raise ValidationError({"sk_berkas": galat.messages}) from galat
    assert hasil is not None  # only `sesudah` answers otherwise
    return hasil.versi


@transaction.atomic
def usulan_konfirmasi(*, usulan: Usulan, oleh: Pengguna, sejak: str | None = None) -> Usulan:
    """Let it take effect; the decree that was read for it is accepted in the same act."""

    def ubah(u: Usulan) -> None:
        orang = orang_usulan(u)
        assert orang is not None  # `kekurangan_konfirmasi`
        tersimpan = data_simpan(objek=pasang(orang, u), kolom=[b["kolom"] for b in u.isi], oleh=oleh)
        u.nomor = tersimpan.pk
        berkas = u.sk.berkas
        sk_hubungkan(berkas=berkas, pejabat=tersimpan, oleh=oleh)
        terkini = berkas.versi_terkini_id == u.sk_id and berkas.status == StatusBerkas.MENUNGGU
        if terkini and oleh.has_perm("berkas.terima_berkas", berkas):
            berkas_terima(berkas=berkas, oleh=oleh)

    desa_kunci([usulan.desa])  # before the proposal: in the order of everybody who writes there
    return jalankan(usulan, _transisi("konfirmasi"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def usulan_tolak(*, usulan: Usulan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Usulan:
    """Refuse with a reason; the list stays as it is."""
    return jalankan(usulan, _transisi("tolak"), oleh=oleh, alasan=alasan, sejak=sejak)


@transaction.atomic
def usulan_tarik(*, usulan: Usulan, oleh: Pengguna, sejak: str | None = None) -> Usulan:
    """The village takes it back."""
    return jalankan(usulan, _transisi("tarik"), oleh=oleh, sejak=sejak)
