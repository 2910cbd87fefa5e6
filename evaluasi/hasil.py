"""From the rows of an evaluation to its result (evaluasi.hitung), and the frozen result read back."""

from collections import defaultdict

from django.db.models import Prefetch

from evaluasi.enums import CaraNilai
from evaluasi.hitung import (
    HasilEvaluasi,
    Penilai,
    Skala,
    Skor,
    eksak,
    hitung_aspek,
    hitung_evaluasi,
    hitung_lembar,
    skor_dari_angka,
    skor_dari_tingkat,
    teks_eksak,
)
from evaluasi.models import AnggotaTim, Aspek, Evaluasi, LembarEvaluasi, NilaiAspek, PembahasanAspek


def lembar_lengkap(evaluasi: Evaluasi) -> list[LembarEvaluasi]:
    """The forms in order with their aspects and levels: three queries, however many there are."""
    aspek = Prefetch("formulir__aspek", Aspek.objects.order_by("urut").prefetch_related("tingkat"))
    return list(evaluasi.lembar.order_by("urut").select_related("formulir").prefetch_related(aspek))


def skor_dari_baris(baris: NilaiAspek, evaluasi: Evaluasi, skala: Skala) -> Skor | None:
    """One row as a score; None while nothing is chosen."""
    anggota = baris.penilaian.anggota_id
    if baris.tingkat:
        return skor_dari_tingkat(anggota, baris.tingkat, skala.angka_tingkat(evaluasi.angka_tingkat), baris.catatan)
    if baris.angka is not None:
        return skor_dari_angka(anggota, baris.angka, skala, baris.catatan)
    return None


def hasil_berjalan(evaluasi: Evaluasi, *, lembar: list[LembarEvaluasi] | None = None) -> HasilEvaluasi:
    """What the scores handed in so far come to. Only what was handed in counts; drafts are nobody's business.

    Callers answer for who may see it (`perm evaluasi.lihat_nilai_evaluasi`); on closing it is frozen by its json().
    """
    lembar = lembar_lengkap(evaluasi) if lembar is None else lembar
    semua = NilaiAspek.objects.filter(penilaian__evaluasi=evaluasi, penilaian__diserahkan__isnull=False)
    skor: dict[tuple[int, int], list[NilaiAspek]] = defaultdict(list)
    for baris in semua.select_related("penilaian").order_by("penilaian__anggota__urut", "penilaian__anggota_id"):
        skor[baris.lembar_id, baris.aspek_id].append(baris)
    bahasan = {(b.lembar_id, b.aspek_id): b.isi for b in PembahasanAspek.objects.filter(lembar__evaluasi=evaluasi)}
    serah = set(evaluasi.penilaian.filter(diserahkan__isnull=False).values_list("anggota_id", flat=True))
    hasil = []
    for satu in lembar:
        formulir = satu.formulir
        skala = Skala.dari(formulir.skala)
        hasil.append(
            hitung_lembar(
                lembar=satu.pk,
                formulir=formulir.pk,
                kode=formulir.kode,
                versi=formulir.versi,
                judul=formulir.judul,
                skala=skala,
                aspek=[
                    hitung_aspek(
                        aspek=a.pk,
                        nomor=a.nomor,
                        teks=a.teks,
                        skor=[s for n in skor[satu.pk, a.pk] if (s := skor_dari_baris(n, evaluasi, skala))],
                        skala=skala,
                        pembahasan=bahasan.get((satu.pk, a.pk), ""),
                    )
                    for a in formulir.aspek.all()
                ],
            )
        )
    return hitung_evaluasi(
        cara=evaluasi.cara,
        angka_tingkat=angka_tingkat_tercetak(evaluasi),
        penilai=[
            Penilai(a.pk, a.nama, a.jabatan_tim, a.pk in serah)
            for a in AnggotaTim.objects.filter(tim=evaluasi.tim_id).order_by("urut", "pk")
        ],
        lembar=hasil,
    )


def angka_tingkat_tercetak(evaluasi: Evaluasi) -> dict[str, str]:
    """The numbers that the team fixed for the levels, as exact text; empty where each form's middles count."""
    if evaluasi.cara != CaraNilai.TINGKAT:
        return {}
    return {huruf: teks_eksak(eksak(angka)) for huruf, angka in evaluasi.angka_tingkat.items()}


def hasil_evaluasi(evaluasi: Evaluasi) -> HasilEvaluasi:
    """The frozen result of a closed evaluation, as it was on closing; else what is there so far."""
    return HasilEvaluasi.dari_json(evaluasi.hasil) if evaluasi.hasil else hasil_berjalan(evaluasi)
