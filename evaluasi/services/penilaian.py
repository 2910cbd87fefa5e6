"""Scoring: saving one score, handing all of them in, and writing down what was discussed.

Everything is saved by the contract of dasar/simpan.py. Scores are fixed once handed in, discussions once
the evaluation is closed; both are checked under the lock of the evaluation, so that nothing slips in after.
"""

import uuid
from functools import partial
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from dasar.baris import IsianTerkunci, tidak_sah
from dasar.simpan import HasilSimpan, baris_simpan
from evaluasi.enums import PIMPINAN, StatusEvaluasi
from evaluasi.forms.nilai import NilaiForm, PembahasanForm
from evaluasi.hasil import hasil_berjalan
from evaluasi.models import Evaluasi, LembarEvaluasi, NilaiAspek, PembahasanAspek, Penilaian
from evaluasi.syarat import kekurangan_serahkan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

RUANG_ID = uuid.UUID("0b9d3f0a-7c3e-5f6b-8c55-2f0a4d1e9c34")
Tempat = tuple[int, int]  # keys of LembarEvaluasi and Aspek


def id_nilai(penilaian_id: int, lembar_id: int, aspek_id: int) -> uuid.UUID:
    """An aspect is scored once by a member: two tabs that score it mean the same row."""
    return uuid.uuid5(RUANG_ID, f"nilai/{penilaian_id}/{lembar_id}/{aspek_id}")


def id_pembahasan(lembar_id: int, aspek_id: int) -> uuid.UUID:
    return uuid.uuid5(RUANG_ID, f"pembahasan/{lembar_id}/{aspek_id}")


def tempat_nilai(evaluasi: Evaluasi) -> list[Tempat]:
    """Every aspect that is scored in this evaluation, in the order of the forms."""
    semua = LembarEvaluasi.objects.filter(evaluasi=evaluasi, formulir__aspek__isnull=False)
    return list(semua.order_by("urut", "formulir__aspek__urut").values_list("pk", "formulir__aspek"))


def alasan_tertutup(penilaian: Penilaian, oleh: Pengguna) -> str:
    """Why this person cannot write these scores; empty when they can."""
    if oleh.has_perm("evaluasi.isi_penilaian", penilaian):
        return ""
    evaluasi = penilaian.evaluasi
    if evaluasi.status != StatusEvaluasi.DINILAI:
        return f"Evaluasi ini berstatus “{evaluasi.get_status_display()}”, jadi nilainya tidak dapat diubah."
    if penilaian.diserahkan:
        return "Nilai ini sudah diserahkan, jadi tidak dapat diubah lagi."
    if penilaian.anggota.pengguna_id is not None:
        return "Nilai seorang anggota hanya diisi oleh anggota itu sendiri."
    if any(a.pengguna_id == oleh.pk and a.jabatan_tim in PIMPINAN for a in evaluasi.tim.anggota.all()):
        return "Serahkan nilai Anda sendiri dahulu, baru isikan nilai kertas anggota lain."
    return "Nilai anggota tanpa akun diisikan oleh ketua atau sekretaris tim."


def _kunci(penilaian: Penilaian, oleh: Pengguna) -> Penilaian:
    """The scores, locked together with their evaluation (it first, as closing does)."""
    Evaluasi.objects.select_for_update(of=("self",), no_key=True).get(pk=penilaian.evaluasi_id)
    semua = Penilaian.objects.select_for_update(of=("self",), no_key=True).select_related(
        "evaluasi__desa__kecamatan", "anggota"
    )
    terkunci = semua.select_related("evaluasi__tim").get(pk=penilaian.pk)
    if alasan := alasan_tertutup(terkunci, oleh):
        raise IsianTerkunci(alasan)
    return terkunci


@transaction.atomic
def nilai_simpan(
    *, penilaian: Penilaian, pk: uuid.UUID, versi: int, isi: dict[str, Any], oleh: Pengguna
) -> HasilSimpan:
    """Save one score. Raises IsianTerkunci with the sentence, ObjectDoesNotExist for no aspect of this evaluation."""
    penilaian = _kunci(penilaian, oleh)
    lembar, aspek = _cari(pk, {id_nilai(penilaian.pk, *t): t for t in tempat_nilai(penilaian.evaluasi)})
    hasil = baris_simpan(
        model=NilaiAspek,
        form_class=partial(NilaiForm, tempat=penilaian.evaluasi),
        pk=pk,
        versi=versi,
        isi=isi,
        induk={"penilaian_id": penilaian.pk, "lembar_id": lembar, "aspek_id": aspek},
        oleh=oleh,
    )
    if hasil.keadaan == "tersimpan" and penilaian.anggota.pengguna_id is None:
        Penilaian.objects.filter(pk=penilaian.pk).update(diisikan_oleh=oleh)
    return hasil


@transaction.atomic
def penilaian_serahkan(*, penilaian: Penilaian, oleh: Pengguna) -> Penilaian:
    """Hand all scores in: from here on they are fixed, and this member sees those of the others.

    Raises IsianTerkunci, or ValidationError with what is missing. The team's heads hear of the last one.
    """
    penilaian = _kunci(penilaian, oleh)
    if kurang := kekurangan_serahkan(penilaian):
        raise ValidationError(kurang)
    penilaian.diserahkan = timezone.now()
    kolom = ["diserahkan"]
    if penilaian.anggota.pengguna_id is None:
        penilaian.diisikan_oleh = oleh
        kolom.append("diisikan_oleh")
    penilaian.save(update_fields=kolom)
    evaluasi = penilaian.evaluasi
    if not evaluasi.penilaian.filter(diserahkan__isnull=True).exists():
        pimpinan = evaluasi.tim.anggota.filter(jabatan_tim__in=PIMPINAN).select_related("pengguna")
        beritahu(
            [a.pengguna for a in pimpinan if a.pengguna],
            judul=f"Semua nilai evaluasi {evaluasi.desa} sudah diserahkan",
            isi="Periksa perbedaan nilai yang perlu dibahas, lalu tutup penilaian.",
            tautan=evaluasi.get_absolute_url(),
            golongan=Golongan.MENUNGGU,
        )
    return penilaian


@transaction.atomic
def pembahasan_simpan(
    *, evaluasi: Evaluasi, pk: uuid.UUID, versi: int, isi: dict[str, Any], oleh: Pengguna
) -> HasilSimpan:
    """Save what the team said about one aspect on which its members are two levels or more apart."""
    evaluasi = (
        Evaluasi.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan", "tim")
        .get(pk=evaluasi.pk)
    )
    if not oleh.has_perm("evaluasi.bahas_evaluasi", evaluasi):
        if evaluasi.status != StatusEvaluasi.DINILAI:
            raise IsianTerkunci(
                f"Evaluasi ini berstatus “{evaluasi.get_status_display()}”, jadi catatan pembahasannya tetap."
            )
        raise IsianTerkunci("Hasil pembahasan ditulis ketua atau sekretaris tim setelah menyerahkan nilainya sendiri.")
    lembar, aspek = _cari(pk, {id_pembahasan(*t): t for t in tempat_nilai(evaluasi)})
    jauh = {(baris.lembar, a.aspek) for baris, a in hasil_berjalan(evaluasi).perlu_dibahas}
    if (lembar, aspek) not in jauh:
        return tidak_sah("Nilai aspek ini tidak berbeda dua tingkat, jadi tidak perlu dibahas.", versi=versi)
    return baris_simpan(
        model=PembahasanAspek,
        form_class=partial(PembahasanForm, tempat=evaluasi),
        pk=pk,
        versi=versi,
        isi=isi,
        induk={"lembar_id": lembar, "aspek_id": aspek},
        oleh=oleh,
    )


def _cari(pk: uuid.UUID, semua: dict[uuid.UUID, Tempat]) -> Tempat:
    if pk not in semua:
        raise ObjectDoesNotExist
    return semua[pk]
