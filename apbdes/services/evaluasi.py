"""What the evaluators write while the days run: attitudes, notes on rows, findings of their own."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from akun.models import Pengguna
from apbdes.aturan import Putusan
from apbdes.aturan.hasil import daftar
from apbdes.enums import LembarAnggaran, SikapPutusan
from apbdes.forms.evaluasi import CatatanBarisForm, TemuanEvaluasiForm
from apbdes.models import (
    CatatanBaris,
    RincianBelanja,
    RincianPembiayaan,
    RincianPendapatan,
    SikapAturan,
    TemuanEvaluasi,
    VersiApbdes,
)
from apbdes.penilaian import PutusanDinilai, penilaian
from apbdes.services.anggaran import bagikan_bacaan
from apbdes.tenggat import lewat_batas
from apbdes.tim import halangan_tim
from dasar.basi import PUTUSKAN_LAGI, Basi
from dasar.nama import akhiri
from dasar.simpan import HasilSimpan, baris_hapus, baris_simpan

RINCIAN: dict[str, type[models.Model]] = {
    LembarAnggaran.PENDAPATAN: RincianPendapatan,
    LembarAnggaran.BELANJA: RincianBelanja,
    LembarAnggaran.PEMBIAYAAN: RincianPembiayaan,
}
BUKAN_ATURANNYA = "Aturan itu tidak dipakai untuk rancangan ini. Muat ulang halaman."
TERTUTUP = "Evaluasi rancangan ini sedang tidak terbuka, jadi tidak ada yang dapat diubah."
SATUKAN = "Tulisan Anda belum disimpan; satukan keduanya, lalu simpan lagi."


def kesimpulan_periksa(terkunci: VersiApbdes, kesimpulan: str, dari: int | None) -> None:
    """Nobody overwrites a conclusion that the page did not show; `dari` is the version that it was drawn from."""
    if dari is not None and dari != terkunci.versi and terkunci.kesimpulan != kesimpulan:
        raise Basi("Kesimpulan", terkunci.diubah_oleh, lanjut=f"Bunyinya sekarang: “{terkunci.kesimpulan}”. {SATUKAN}")


def evaluasi_terbuka(versi: VersiApbdes, oleh: Pengguna) -> VersiApbdes:
    """The locked version, being evaluated by this person's office. A proposal made meanwhile closes it."""
    terkunci = VersiApbdes.objects.select_for_update(of=("self",), no_key=True).get(pk=versi.pk)
    bagikan_bacaan(terkunci, versi)
    if not oleh.has_perm("apbdes.evaluasi_versiapbdes", terkunci):
        if oleh.has_perm("apbdes.usulkan_versiapbdes", terkunci):
            raise ValidationError(TERTUTUP)
        raise PermissionDenied("Evaluasi dilakukan verifikator kecamatan.")
    if sebab := halangan_tim(terkunci.apbdes.desa.kecamatan, oleh):
        raise PermissionDenied(sebab)
    if kalimat := lewat_batas(terkunci):
        raise ValidationError(kalimat)
    return terkunci


@transaction.atomic
def sikap_simpan(
    *,
    versi: VersiApbdes,
    perangkat: str,
    kode: str,
    sikap: str,
    oleh: Pengguna,
    alasan: str = "",
    dari: int | None = None,
) -> SikapAturan:
    """Accept a verdict, or set it aside with a reason. `dari` is the `revisi` the person saw (0 for none).

    Raises ValidationError: by field for a missing reason, `Basi` when somebody else decided meanwhile.
    """
    terkunci = evaluasi_terbuka(versi, oleh)
    putusan = next((p for p in penilaian(terkunci).putusan if p.kunci == f"{perangkat}:{kode}"), None)
    if putusan is None:
        raise ValidationError(BUKAN_ATURANNYA)
    return _sikapi(terkunci, putusan, sikap, alasan, dari, oleh)


@transaction.atomic
def sikap_kesampingkan(*, versi: VersiApbdes, pilihan: Mapping[str, int | None], alasan: str, oleh: Pengguna) -> int:
    """Set several undetermined verdicts aside with one reason, all or none; how many.

    `pilihan`: the key of each verdict ("set:code") and the `revisi` that the person saw of its attitude. What is
    violated wants a reason of its own. Raises ValidationError.
    """
    if not pilihan:
        raise ValidationError("Centang dahulu ketentuan yang dikesampingkan.")
    terkunci = evaluasi_terbuka(versi, oleh)
    menurut_kunci = {p.kunci: p for p in penilaian(terkunci).putusan}
    if tidak_ada := pilihan.keys() - menurut_kunci.keys():
        raise ValidationError(f"{daftar(sorted(tidak_ada))}: {BUKAN_ATURANNYA[0].lower()}{BUKAN_ATURANNYA[1:]}")
    dipilih = [menurut_kunci[k] for k in pilihan]
    if lain := [p.aturan.kode for p in dipilih if p.hasil.putusan != Putusan.TIDAK_DAPAT_DITENTUKAN]:
        raise ValidationError(
            f"Hanya yang tidak dapat ditentukan dikesampingkan bersama-sama; sikapi sendiri: {daftar(lain)}."
        )
    for p in dipilih:
        _sikapi(terkunci, p, SikapPutusan.DIKESAMPINGKAN, alasan, pilihan[p.kunci], oleh)
    return len(dipilih)


def _sikapi(
    terkunci: VersiApbdes, putusan: PutusanDinilai, sikap: str, alasan: str, dari: int | None, oleh: Pengguna
) -> SikapAturan:
    perangkat, kode = putusan.perangkat.kode, putusan.aturan.kode
    if sikap not in SikapPutusan.values:
        raise ValidationError({"sikap": "Pilih terima atau kesampingkan."})
    if sikap == SikapPutusan.DIKESAMPINGKAN and not alasan.strip():
        raise ValidationError({"alasan": "Tulis mengapa putusan ini dikesampingkan."})
    lama = SikapAturan.objects.filter(versi=terkunci, perangkat=perangkat, kode=kode).select_related("oleh").first()
    sama = lama is not None and (lama.sikap, lama.alasan, lama.putusan) == (
        sikap,
        alasan.strip(),
        putusan.hasil.putusan.value,
    )
    if lama is not None and sama:
        return lama
    if lama is not None and dari is not None and dari != lama.revisi and lama.oleh_id != oleh.pk:
        alasan_lama = f", “{lama.alasan}”" if lama.alasan else ""
        lanjut = f"{akhiri(f'Sekarang {lama.get_sikap_display().lower()}{alasan_lama}')} {PUTUSKAN_LAGI}"
        raise Basi(f"Sikap atas putusan {kode}", lama.oleh, lanjut=lanjut)
    baru = lama or SikapAturan(versi=terkunci, perangkat=perangkat, kode=kode)
    baru.putusan, baru.sikap, baru.alasan, baru.oleh = putusan.hasil.putusan.value, sikap, alasan.strip(), oleh
    baru.revisi += 1
    baru.full_clean()
    baru.save()
    return baru


@transaction.atomic
def sikap_terima_sisanya(*, versi: VersiApbdes, oleh: Pengguna) -> int:
    """Accept every verdict that nobody has said anything about yet; how many."""
    terkunci = evaluasi_terbuka(versi, oleh)
    belum = penilaian(terkunci).belum_disikapi
    for p in belum:
        SikapAturan.objects.update_or_create(
            versi=terkunci,
            perangkat=p.perangkat.kode,
            kode=p.aturan.kode,
            defaults={
                "putusan": p.hasil.putusan.value,
                "sikap": SikapPutusan.DITERIMA,
                "alasan": "",
                "oleh": oleh,
            },
        )
    return len(belum)


@transaction.atomic
def catatan_simpan(
    *,
    versi: VersiApbdes,
    lembar: str,
    baris: uuid.UUID,
    pk: uuid.UUID,
    dari: int,
    isi: dict[str, Any],
    oleh: Pengguna,
) -> HasilSimpan:
    """A note on one row, by the saving contract (`dari` is the version that the page showed)."""
    terkunci = evaluasi_terbuka(versi, oleh)
    model = RINCIAN.get(lembar)
    if model is None or not model._default_manager.filter(pk=baris, versi_apbdes=terkunci).exists():
        raise CatatanBaris.DoesNotExist
    return baris_simpan(
        model=CatatanBaris,
        form_class=CatatanBarisForm,
        pk=pk,
        versi=dari,
        isi=isi,
        induk={"versi_apbdes_id": terkunci.pk, "lembar": lembar, "baris": baris},
        oleh=oleh,
    )


@transaction.atomic
def catatan_hapus(*, versi: VersiApbdes, pk: uuid.UUID, dari: int, oleh: Pengguna) -> HasilSimpan:
    induk = {"versi_apbdes_id": evaluasi_terbuka(versi, oleh).pk}
    return baris_hapus(model=CatatanBaris, form_class=CatatanBarisForm, pk=pk, versi=dari, induk=induk, oleh=oleh)


@transaction.atomic
def temuan_simpan(*, versi: VersiApbdes, pk: uuid.UUID, dari: int, isi: dict[str, Any], oleh: Pengguna) -> HasilSimpan:
    """A finding that no rule made, by the saving contract."""
    return baris_simpan(
        model=TemuanEvaluasi,
        form_class=TemuanEvaluasiForm,
        pk=pk,
        versi=dari,
        isi=isi,
        induk={"versi_apbdes_id": evaluasi_terbuka(versi, oleh).pk},
        oleh=oleh,
    )


@transaction.atomic
def temuan_hapus(*, versi: VersiApbdes, pk: uuid.UUID, dari: int, oleh: Pengguna) -> HasilSimpan:
    induk = {"versi_apbdes_id": evaluasi_terbuka(versi, oleh).pk}
    return baris_hapus(model=TemuanEvaluasi, form_class=TemuanEvaluasiForm, pk=pk, versi=dari, induk=induk, oleh=oleh)


@transaction.atomic
def kesimpulan_simpan(*, versi: VersiApbdes, kesimpulan: str, oleh: Pengguna, dari: int | None = None) -> None:
    """Keep the conclusion as far as it is written. Raises `Basi` when somebody else has written another one since."""
    terkunci = evaluasi_terbuka(versi, oleh)
    kesimpulan = kesimpulan.strip()
    kesimpulan_periksa(terkunci, kesimpulan, dari)
    if terkunci.kesimpulan == kesimpulan:
        return
    terkunci.kesimpulan, terkunci.diubah_oleh = kesimpulan, oleh
    terkunci.versi += 1
    terkunci.save(update_fields=["kesimpulan", "diubah_oleh", "versi"])
