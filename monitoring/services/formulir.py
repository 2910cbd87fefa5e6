"""The rows of a monitoring form: read, written and copied as plain data."""

from collections import Counter

from akun.models import Pengguna
from instrumen.jenis import Baris, JenisFormulir
from monitoring.models import ButirMonitoring, FormulirMonitoring


def boleh_kelola(pengguna: Pengguna, formulir: FormulirMonitoring | None = None) -> bool:
    return pengguna.has_perm("monitoring.kelola_formulir", formulir)


def isi_butir(formulir: FormulirMonitoring) -> list[Baris]:
    return [
        {"id": b.pk, "teks": b.teks, "bagian": b.bagian, "positif": b.positif} for b in formulir.butir.order_by("urut")
    ]


def tulis_butir(formulir: FormulirMonitoring, baris: list[Baris]) -> None:
    """Replace the rows of a draft; a row that stays keeps its key, its place in the source and its notes.

    Parts come in their order, and rows are numbered from 1 in each, as the regulation does.
    """
    urutan = {bagian["kode"]: n for n, bagian in enumerate(formulir.bagian)}
    lama = {b.pk: b for b in formulir.butir.all()}
    nomor: Counter[str] = Counter()
    baru = []
    for urut, isi in enumerate(sorted(baris, key=lambda b: urutan.get(b["bagian"], len(urutan))), 1):
        butir = lama.pop(isi["id"], None) or ButirMonitoring()
        nomor[isi["bagian"]] += 1
        butir.formulir, butir.urut, butir.nomor = formulir, urut, str(nomor[isi["bagian"]])
        butir.teks, butir.bagian, butir.positif = isi["teks"], isi["bagian"], isi["positif"]
        baru.append(butir)
    formulir.butir.all().delete()
    ButirMonitoring.objects.bulk_create(baru)


def salin_butir(asal: FormulirMonitoring, baru: FormulirMonitoring) -> None:
    tetap = ("urut", "nomor", "bagian", "teks", "positif", "tempat", "catatan")
    ButirMonitoring.objects.bulk_create(
        ButirMonitoring(
            formulir=baru,
            teks_sumber=b.teks_sumber or (b.teks if b.tempat else ""),
            **{k: getattr(b, k) for k in tetap},
        )
        for b in asal.butir.order_by("urut")
    )


FORMULIR = JenisFormulir(
    model=FormulirMonitoring,
    sebutan="formulir monitoring",
    sebutan_baris="butir",
    kolom=("pilihan", "bagian", "boleh_tambah"),
    boleh=boleh_kelola,
    isi_baris=isi_butir,
    tulis_baris=tulis_butir,
    salin_baris=salin_butir,
)
