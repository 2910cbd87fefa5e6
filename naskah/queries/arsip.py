"""Finding documents in the archive: by their words, and by how long they must be kept."""

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from dasar.pencarian import memuat
from dasar.waktu import menurut_zona
from naskah.jenis import jenis_naskah, pilihan_jenis
from naskah.models import Naskah, SeriNomor
from naskah.queries.cari_isi import IsiMemuat

HABIS, DISIMPAN, PERMANEN = "habis", "disimpan", "permanen"


def naskah_cari(daftar: "QuerySet[Naskah]", kata: str) -> "QuerySet[Naskah]":
    """By kind, number, subject, desa, or the words of the frozen content.

    The content is asked for in a query of its own, so that PostgreSQL uses its index.
    """

    def jenis(satu: str) -> Q:
        return Q(jenis__in=[kode for kode, nama in pilihan_jenis() if satu.lower() in nama.lower()])

    dalam_isi = Naskah.objects.filter(IsiMemuat("isi", kata)).order_by().values("pk")
    return daftar.filter(
        memuat(kata, "nomor", "perihal", "desa__nama", tahun="tahun", lain=jenis) | Q(pk__in=dalam_isi)
    )


def arsip_retensi(daftar: "QuerySet[Naskah]", keadaan: str) -> "QuerySet[Naskah]":
    """Those that need no longer be kept, must still be kept, or are kept for ever. See Naskah.retensi_sampai."""
    bawaan = [When(jenis=kode, then=Value(jenis_naskah(kode).retensi_tahun)) for kode, _ in pilihan_jenis()]
    seri = SeriNomor.objects.filter(kecamatan=OuterRef("kecamatan"), jenis=OuterRef("jenis")).values("retensi_tahun")
    daftar = daftar.annotate(
        retensi=Coalesce(Subquery(seri[:1]), Case(*bawaan, default=Value(0), output_field=IntegerField()))
    )
    if keadaan == PERMANEN:
        return daftar.filter(retensi=0)
    daftar = daftar.filter(retensi__gt=0).alias(sampai=F("tahun") + F("retensi"))
    habis = menurut_zona("kecamatan__zona_waktu", lambda hari: Q(sampai__lt=hari.year))
    return daftar.filter(habis) if keadaan == HABIS else daftar.exclude(habis)
