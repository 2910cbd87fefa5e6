"""Proposals in every status."""

import uuid

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from desa.tests.factories import PerangkatFactory
from pembaruan.baris import isi_usulan
from pembaruan.enums import StatusUsulan
from pembaruan.models import Usulan


def sk_buat(desa, oleh) -> VersiBerkas:
    kategori, _ = KategoriBerkas.objects.get_or_create(
        kode="sk-kepala-desa", defaults={"nama": "SK Kepala Desa", "kelompok": "sk", "periode": "sekali"}
    )
    berkas = Berkas.objects.create(desa=desa, kategori=kategori, tahun=2026, judul="SK", dibuat_oleh=oleh)
    rupa = {"isi": "berkas/contoh", "nama_asli": "sk.pdf", "mime": "application/pdf", "ukuran": 1}
    berkas.versi_terkini = VersiBerkas.objects.create(
        berkas=berkas, urut=1, oleh=oleh, sha256=uuid.uuid4().hex * 2, **rupa
    )
    berkas.save()
    return berkas.versi_terkini


def usulan_buat(desa, status=StatusUsulan.MENUNGGU, oleh=None) -> Usulan:
    """That the kepala desa of this village is called otherwise."""
    oleh = oleh or pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    lama = PerangkatFactory(desa=desa, jabatan="kepala_desa")
    baru = type(lama).objects.get(pk=lama.pk)
    baru.nama = f"{lama.nama}, S.E."
    return Usulan.objects.create(
        desa=desa,
        kunci="perangkat",
        nomor=lama.pk,
        nama=lama.nama,
        isi=isi_usulan(lama, baru, ["nama"]),
        sk=sk_buat(desa, oleh),
        status=status,
        dibuat_oleh=oleh,
    )
