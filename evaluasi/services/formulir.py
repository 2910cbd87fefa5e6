"""The aspects of an evaluation form with their levels: read, written and copied as plain data."""

from akun.models import Pengguna
from evaluasi.enums import Huruf
from evaluasi.models import Aspek, FormulirEvaluasi, TingkatAspek
from instrumen.jenis import Baris, JenisFormulir


def boleh_kelola(pengguna: Pengguna, formulir: FormulirEvaluasi | None = None) -> bool:
    return pengguna.has_perm("evaluasi.kelola_formulir", formulir)


def _aspek(formulir: FormulirEvaluasi) -> list[Aspek]:
    return list(formulir.aspek.order_by("urut").prefetch_related("tingkat"))


def isi_aspek(formulir: FormulirEvaluasi) -> list[Baris]:
    hasil = []
    for a in _aspek(formulir):
        tingkat = {t.huruf: t.teks for t in a.tingkat.all()}
        hasil.append({"id": a.pk, "teks": a.teks} | {f"tingkat_{h.value}": tingkat.get(h, "") for h in Huruf})
    return hasil


def tulis_aspek(formulir: FormulirEvaluasi, baris: list[Baris]) -> None:
    """Replace the aspects of a draft; one that stays keeps its key, its place in the source and its notes."""
    lama = {a.pk: a for a in _aspek(formulir)}
    sumber = {(a.pk, t.huruf): t.teks_sumber for a in lama.values() for t in a.tingkat.all()}
    baru = []
    for urut, isi in enumerate(baris, 1):
        aspek = lama.pop(isi["id"], None) or Aspek()
        aspek.formulir, aspek.urut, aspek.nomor, aspek.teks = formulir, urut, str(urut), isi["teks"]
        baru.append(aspek)
    tetap = [a.pk for a in baru]  # before the database gives the new ones a key
    formulir.aspek.all().delete()
    Aspek.objects.bulk_create(baru)
    TingkatAspek.objects.bulk_create(
        TingkatAspek(aspek=a, huruf=h, teks=isi[f"tingkat_{h.value}"], teks_sumber=sumber.get((pk, h.value), ""))
        for a, pk, isi in zip(baru, tetap, baris, strict=True)
        for h in Huruf
    )


def salin_aspek(asal: FormulirEvaluasi, baru: FormulirEvaluasi) -> None:
    tetap = ("urut", "nomor", "teks", "tempat", "catatan")
    lama = _aspek(asal)
    salinan = Aspek.objects.bulk_create(
        Aspek(
            formulir=baru,
            teks_sumber=a.teks_sumber or (a.teks if a.tempat else ""),
            **{k: getattr(a, k) for k in tetap},
        )
        for a in lama
    )
    TingkatAspek.objects.bulk_create(
        TingkatAspek(aspek=salin, huruf=t.huruf, teks=t.teks, teks_sumber=t.teks_sumber or (t.teks if a.tempat else ""))
        for salin, a in zip(salinan, lama, strict=True)
        for t in a.tingkat.all()
    )


FORMULIR = JenisFormulir(
    model=FormulirEvaluasi,
    sebutan="formulir evaluasi",
    sebutan_baris="aspek",
    kolom=("skala",),
    boleh=boleh_kelola,
    isi_baris=isi_aspek,
    tulis_baris=tulis_aspek,
    salin_baris=salin_aspek,
)
