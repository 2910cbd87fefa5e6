"""Facts of a village per budget year: read, proposed, written down with who and when."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from apbdes.fakta import Nilai, buka, dari_simpanan, simpanan
from apbdes.gramatika.bentuk import FAKTA_BAKU, BentukFakta
from apbdes.models import FaktaDesa, RincianPembiayaan, VersiApbdes
from apbdes.perangkat import fakta_untuk
from dasar.basi import Basi
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat, JenisLKD
from desa.models import Desa, PengurusLKD

DISEPAKATI = "tanggal_disepakati"


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
    isi: dict[tuple[int, int], dict[str, FaktaDesa]] = {}
    if terbuka:
        semua = FaktaDesa.objects.filter(
            desa__in={v.apbdes.desa_id for v in terbuka}, tahun__in={v.apbdes.tahun for v in terbuka}
        )
        for f in semua.order_by("pk"):
            isi.setdefault((f.desa_id, f.tahun), {})[f.nama] = f
    return {
        v.pk: buka(v.beku.get("fakta", {}))
        if v.beku is not None
        else nilai_tercatat(v, isi.get((v.apbdes.desa_id, v.apbdes.tahun), {}))
        for v in daftar
    }


def nilai_tercatat(versi: VersiApbdes, tercatat: Mapping[str, FaktaDesa]) -> dict[str, Nilai]:
    """Name → value of what was not taken back. Each version was agreed on its own day, so the version keeps that."""
    hasil = {k: n for k, f in tercatat.items() if k != DISEPAKATI and (n := nilai_fakta(f)) is not None}
    return hasil | ({DISEPAKATI: versi.tanggal_disepakati} if versi.tanggal_disepakati else {})


def nilai_fakta(f: FaktaDesa) -> Nilai | None:
    """None: taken back, or a name that is no longer known."""
    jenis = f.jenis or (FAKTA_BAKU[f.nama].jenis if f.nama in FAKTA_BAKU else "")
    return dari_simpanan(jenis, f.nilai) if jenis and f.nilai else None


@transaction.atomic
def fakta_simpan(*, versi: VersiApbdes, isi: Mapping[str, Nilai | None], oleh: Pengguna, dari: int | None) -> int:
    """Write down what differs from what is recorded; None takes back. Answers how many facts changed.

    `dari` is the newest row that the person saw (0: none); None for an import, whose preview is checked elsewhere.
    """
    terkunci = (
        VersiApbdes.objects.select_for_update(of=("self",), no_key=True)
        .select_related("apbdes__desa__kecamatan__kabupaten")
        .get(pk=versi.pk)
    )
    if not oleh.has_perm("apbdes.ubah_fakta_versiapbdes", terkunci):
        raise PermissionDenied("Fakta desa diisi desa selama menyusun, dan dibetulkan kecamatan selama mengevaluasi.")
    apbdes = terkunci.apbdes
    ada = fakta_tercatat(apbdes.desa, apbdes.tahun)
    terakhir = max(ada.values(), key=lambda f: f.pk) if ada else None
    if dari is not None and terakhir is not None and terakhir.pk != dari:
        raise Basi("Fakta desa", terakhir.oleh)
    dikenal = fakta_untuk(terkunci)
    baru = []
    if DISEPAKATI in isi and isi[DISEPAKATI] != terkunci.tanggal_disepakati:
        versi.tanggal_disepakati = disepakati_sah(isi[DISEPAKATI], apbdes.desa)
        VersiApbdes.objects.filter(pk=versi.pk).update(tanggal_disepakati=versi.tanggal_disepakati)
        teks = "" if versi.tanggal_disepakati is None else simpanan(versi.tanggal_disepakati)
        baru.append(FaktaDesa(desa=apbdes.desa, tahun=apbdes.tahun, nama=DISEPAKATI, nilai=teks, oleh=oleh))
    for nama, nilai in isi.items():
        if nama not in dikenal or nama == DISEPAKATI:
            continue  # of a set that applied when the file was read, and no longer does; or written down above
        jenis = "" if nama in FAKTA_BAKU else dikenal[nama].jenis
        teks = "" if nilai is None else simpanan(nilai)
        if (jenis, teks) != ((ada[nama].jenis, ada[nama].nilai) if nama in ada else (jenis, "")):
            baru.append(FaktaDesa(desa=apbdes.desa, tahun=apbdes.tahun, nama=nama, jenis=jenis, nilai=teks, oleh=oleh))
    FaktaDesa.objects.bulk_create(baru)
    return len(baru)


def disepakati_sah(nilai: Nilai | None, desa: Desa) -> date | None:
    """The day on which the BPD agreed; ValidationError for one that is yet to come."""
    if not isinstance(nilai, date):
        return None
    if nilai > hari_ini(desa.kecamatan):
        raise ValidationError({DISEPAKATI: "Tanggal disepakati tidak boleh di masa depan."})
    return nilai


def usulan_fakta(versi: VersiApbdes, dikenal: Mapping[str, BentukFakta] = FAKTA_BAKU) -> dict[str, Usul]:
    """From the newest year before this one, and from what the village keeps here; the register comes first."""
    desa, tahun = versi.apbdes.desa, versi.apbdes.tahun
    hasil: dict[str, Usul] = {}
    lama = FaktaDesa.objects.filter(desa=desa, tahun__lt=tahun).order_by("tahun", "pk")
    for f in lama:
        if f.nama not in dikenal or f.nama in (DISEPAKATI, "silpa_tahun_lalu"):
            continue  # of that year alone
        nilai = nilai_fakta(f)
        if nilai is not None and f.jenis in ("", dikenal[f.nama].jenis):
            hasil[f.nama] = Usul(nilai, f"tahun {f.tahun}")
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
