"""What officers write at the place of monitoring: which rows there are, and saving and removing one of them."""

import uuid
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from akun.models import Pengguna
from berkas.services.foto import TempatFoto, foto_buang_berkas, foto_terima
from dasar.baris import IsianTerkunci, JenisBaris, tidak_sah
from dasar.simpan import HasilSimpan
from dasar.waktu import zona
from monitoring.enums import DAPAT_DIISI, StatusMonitoring
from monitoring.forms import isian as formulir
from monitoring.models import FotoMonitoring, JawabanMonitoring, LembarMonitoring, Monitoring
from monitoring.syarat import kekurangan_mulai
from tindaklanjut.models import Temuan
from tindaklanjut.services import temuan_tolak_hapus, temuan_tolak_resmi

ASAL = "monitoring"
FOTO_PER_BUTIR = 6


def berasal(monitoring: Monitoring) -> dict[str, Any]:
    """How a finding says that it comes from this monitoring."""
    return {"asal_jenis": ASAL, "asal_id": str(monitoring.pk)}


JENIS: dict[str, JenisBaris[Monitoring]] = {
    "lembar": JenisBaris(LembarMonitoring, formulir.LembarForm, lambda m: {"monitoring": m}),
    "jawaban": JenisBaris(JawabanMonitoring, formulir.JawabanForm, lambda m: {}, milik="lembar__monitoring"),
    "temuan": JenisBaris(Temuan, formulir.TemuanForm, lambda m: {"desa": m.desa} | berasal(m)),
    # A photo comes into being by its bytes; here only its caption changes.
    "foto": JenisBaris(
        FotoMonitoring, formulir.FotoForm, lambda m: {}, milik="jawaban__lembar__monitoring", dapat_dibuat=False
    ),
}


def alasan_terkunci(monitoring: Monitoring, oleh: Pengguna) -> str:
    """Why this person cannot fill in this monitoring; empty when they can."""
    if oleh.has_perm("monitoring.isi_monitoring", monitoring):
        return ""
    if monitoring.status not in DAPAT_DIISI:
        terkunci = f"Monitoring ini berstatus “{monitoring.get_status_display()}”, jadi isinya terkunci."
        belum = kekurangan_mulai(monitoring) if monitoring.status == StatusMonitoring.DITUGASKAN else []
        return " ".join([terkunci, *belum])
    return "Hanya pelaksana yang ditugaskan dalam monitoring ini yang dapat mengisinya."


def monitoring_kunci(monitoring: Monitoring, oleh: Pengguna) -> Monitoring:
    """The monitoring, locked until the transaction ends, so that no row slips in after it was handed in."""
    semua = Monitoring.objects.select_for_update(of=("self",), no_key=True).select_related("desa__kecamatan__kabupaten")
    terkunci = semua.get(pk=monitoring.pk)
    if alasan := alasan_terkunci(terkunci, oleh):
        raise IsianTerkunci(alasan)
    return terkunci


@transaction.atomic
def isian_simpan(
    *, monitoring: Monitoring, jenis: str, pk: uuid.UUID, versi: int, isi: dict[str, Any], oleh: Pengguna
) -> HasilSimpan:
    """Save one row of the monitoring by the saving contract (dasar/simpan.py)."""
    monitoring = monitoring_kunci(monitoring, oleh)
    if jenis == "temuan":
        temuan_tolak_resmi(pk)
    return JENIS[jenis].simpan(tempat=monitoring, pk=pk, versi=versi, isi=isi, oleh=oleh)


@transaction.atomic
def isian_hapus(*, monitoring: Monitoring, jenis: str, pk: uuid.UUID, versi: int, oleh: Pengguna) -> HasilSimpan:
    """Remove one row. What would take other people's answers, photos or a finding with it is refused."""
    monitoring = monitoring_kunci(monitoring, oleh)
    if jenis == "temuan":
        temuan_tolak_hapus(pk)
    if kalimat := _alasan_tetap(jenis, pk):
        return tidak_sah(kalimat, versi=versi)
    foto = list(FotoMonitoring.objects.filter(pk=pk)) if jenis == "foto" else []
    if jenis == "jawaban":
        foto = list(FotoMonitoring.objects.filter(jawaban=pk))
    hasil = JENIS[jenis].hapus(tempat=monitoring, pk=pk, versi=versi, oleh=oleh)
    if hasil.keadaan == "tersimpan":
        for f in foto:
            foto_buang_berkas(f)
    return hasil


def _alasan_tetap(jenis: str, pk: uuid.UUID) -> str:
    """Why this row stays; empty when it may go."""
    if jenis == "jawaban":
        if JawabanMonitoring.objects.filter(pk=pk, butir__isnull=False).exists():
            return "Butir formulir tidak dapat dihapus; kosongkan jawabannya."
        if Temuan.objects.filter(pk=pk).exists():
            return "Butir ini mempunyai temuan. Hapus temuannya dulu, lalu butirnya."
    if jenis == "lembar":
        jawaban = JawabanMonitoring.objects.filter(lembar=pk)
        terisi = jawaban.exclude(jawaban="", keterangan="", butir__isnull=False).exists()
        if terisi or FotoMonitoring.objects.filter(jawaban__lembar=pk).exists():
            return "Lembar ini sudah berisi jawaban, keterangan, atau foto. Kosongkan dulu, lalu hapus lembarnya."
        if Temuan.objects.filter(pk__in=jawaban.values("pk")).exists():
            return "Lembar ini mempunyai temuan. Hapus temuannya dulu, lalu lembarnya."
        if not LembarMonitoring.objects.filter(monitoring__lembar=pk).exclude(pk=pk).exists():
            return "Monitoring harus mempunyai sedikitnya satu lembar. Ubah tempatnya bila keliru."
    return ""


def foto_simpan(
    *,
    monitoring: Monitoring,
    jawaban: uuid.UUID,
    pk: uuid.UUID,
    berkas: UploadedFile,
    waktu: str = "",
    lintang: str = "",
    bujur: str = "",
    oleh: Pengguna,
) -> HasilSimpan:
    """Keep one photo beside an answer; a row of the form may be photographed before it is answered."""
    if alasan := alasan_terkunci(monitoring, oleh):
        raise IsianTerkunci(alasan)
    milik = jawaban_siapkan(monitoring, jawaban)
    tempat = TempatFoto(
        induk={"jawaban": milik},
        saudara=milik.foto.all(),
        form=JENIS["foto"].pembuat_form(monitoring),
        zona=zona(monitoring.desa),
        sebutan="butir",
        maks=FOTO_PER_BUTIR,
    )
    return foto_terima(
        tempat=tempat,
        pk=pk,
        berkas=berkas,
        waktu=waktu,
        lintang=lintang,
        bujur=bujur,
        kunci=partial(monitoring_kunci, monitoring, oleh),
        oleh=oleh,
    )


def jawaban_siapkan(monitoring: Monitoring, pk: uuid.UUID) -> JawabanMonitoring:
    """The row with this id, laid out unanswered (version 0) where it is one of the form that nobody has answered.

    Raises JawabanMonitoring.DoesNotExist for an id of another monitoring, or of nothing.
    """
    ada = JawabanMonitoring.objects.filter(pk=pk, lembar__monitoring=monitoring).first()
    if ada:
        return ada
    for lembar in monitoring.lembar.select_related("formulir"):
        nomor = lembar.pk.int ^ pk.int
        butir = lembar.formulir.butir.filter(pk=nomor).first() if nomor < 2**31 else None
        if butir:
            isi = {"lembar": lembar, "butir": butir, "bagian": butir.bagian, "urut": butir.urut}
            return JawabanMonitoring.objects.get_or_create(pk=pk, defaults=isi)[0]
    raise JawabanMonitoring.DoesNotExist
