"""Facts of a village per budget year: read, proposed, written down with who and when."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from akun.models import Pengguna
from apbdes.fakta import Nilai, dari_simpanan, semua_dari_simpanan, simpanan
from apbdes.gramatika.bentuk import FAKTA_BAKU
from apbdes.models import FaktaDesa, RincianPembiayaan, VersiApbdes
from dasar.basi import Basi
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat, JenisLKD
from desa.models import Desa, PengurusLKD


class Usul(NamedTuple):
    nilai: Nilai
    dari: str  # where it was taken from, in words


def fakta_tercatat(desa: Desa, tahun: int) -> dict[str, FaktaDesa]:
    """The newest row of every name. One query."""
    semua = FaktaDesa.objects.filter(desa=desa, tahun=tahun).select_related("oleh").order_by("pk")
    return {f.nama: f for f in semua}


def fakta_versi(versi: VersiApbdes) -> dict[str, Nilai]:
    """By which facts this version is judged: those of today, or of the day on which its result was proposed."""
    return fakta_banyak([versi])[versi.pk]


def fakta_banyak(versi: Iterable[VersiApbdes]) -> dict[int, dict[str, Nilai]]:
    """Of many versions at once, one query."""
    daftar = list(versi)
    terbuka = [v for v in daftar if v.beku is None]
    isi: dict[tuple[int, int], dict[str, str]] = {}
    if terbuka:
        semua = FaktaDesa.objects.filter(
            desa__in={v.apbdes.desa_id for v in terbuka}, tahun__in={v.apbdes.tahun for v in terbuka}
        )
        for desa, tahun, nama, nilai in semua.order_by("pk").values_list("desa", "tahun", "nama", "nilai"):
            isi.setdefault((desa, tahun), {})[nama] = nilai
    return {
        v.pk: semua_dari_simpanan(
            v.beku.get("fakta", {}) if v.beku is not None else isi.get((v.apbdes.desa_id, v.apbdes.tahun), {})
        )
        for v in daftar
    }


@transaction.atomic
def fakta_simpan(*, versi: VersiApbdes, isi: Mapping[str, Nilai | None], oleh: Pengguna, dari: int | None) -> int:
    """Write down what differs from what is recorded; None takes back. Answers how many facts changed.

    `dari` is the newest row that the person saw (0: none); None for an import, whose preview is checked elsewhere.
    """
    terkunci = VersiApbdes.objects.select_for_update(of=("self",)).select_related("apbdes__desa").get(pk=versi.pk)
    if not oleh.has_perm("apbdes.ubah_fakta_versiapbdes", terkunci):
        raise PermissionDenied("Fakta desa diisi desa selama menyusun, dan dibetulkan kecamatan selama mengevaluasi.")
    apbdes = terkunci.apbdes
    ada = fakta_tercatat(apbdes.desa, apbdes.tahun)
    terakhir = max(ada.values(), key=lambda f: f.pk) if ada else None
    if dari is not None and terakhir is not None and terakhir.pk != dari:
        raise Basi("Fakta desa", terakhir.oleh)
    baru = []
    for nama, nilai in isi.items():
        teks = "" if nilai is None else simpanan(nilai)
        if teks != (ada[nama].nilai if nama in ada else ""):
            baru.append(FaktaDesa(desa=apbdes.desa, tahun=apbdes.tahun, nama=nama, nilai=teks, oleh=oleh))
    FaktaDesa.objects.bulk_create(baru)
    return len(baru)


def usulan_fakta(versi: VersiApbdes) -> dict[str, Usul]:
    """From the newest year before this one, and from what the village keeps here; the register comes first."""
    desa, tahun = versi.apbdes.desa, versi.apbdes.tahun
    hasil: dict[str, Usul] = {}
    lama = FaktaDesa.objects.filter(desa=desa, tahun__lt=tahun).order_by("tahun", "pk")
    for f in lama:
        if f.nama not in FAKTA_BAKU or f.nama in ("tanggal_disepakati", "silpa_tahun_lalu"):
            continue  # of that year alone
        if f.nilai:
            hasil[f.nama] = Usul(dari_simpanan(f.nama, f.nilai), f"tahun {f.tahun}")
        else:
            hasil.pop(f.nama, None)
    hari = hari_ini(desa)
    lembaga: dict[str, set[str]] = {}
    for jenis, nama in PengurusLKD.objects.menjabat(hari).filter(desa=desa).values_list("jenis", "lembaga"):
        lembaga.setdefault(jenis, set()).add(" ".join(nama.lower().split()))
    tercatat = {
        "jumlah_rt": len(lembaga.get(JenisLKD.RT, ())),
        "jumlah_rw": len(lembaga.get(JenisLKD.RW, ())),
        "jumlah_posyandu": len(lembaga.get(JenisLKD.POSYANDU, ())),
        "jumlah_anggota_bpd": desa.bpd.menjabat(hari).count(),
        "jumlah_dusun": desa.perangkat.menjabat(hari).filter(jabatan=JabatanPerangkat.KEPALA_KEWILAYAHAN).count(),
    }
    hasil |= {k: Usul(n, "data desa di sini") for k, n in tercatat.items() if n}
    silpa = RincianPembiayaan.objects.filter(versi_apbdes=versi, rekening__startswith="6.1.1.")
    if jumlah := sum(silpa.values_list("jumlah", flat=True)):
        hasil["silpa_tahun_lalu"] = Usul(jumlah, "rekening 6.1.1 rancangan ini")
    return hasil
