"""The evaluator's page: verdicts with an attitude to each, rows with notes, findings, the proposal; and the result."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from apbdes.alur import TRANSISI_APBDES
from apbdes.aturan import Putusan
from apbdes.catatan import baris_dengan_catatan, catatan_lama
from apbdes.enums import DAPAT_DIUBAH, LembarAnggaran, StatusVersi
from apbdes.forms.evaluasi import CatatanBarisForm, SikapForm, TemuanEvaluasiForm, UsulanForm
from apbdes.forms.pernyataan import PaguEvaluatorForm, PenerimaEvaluatorForm
from apbdes.kata import sebut_baris
from apbdes.katalog import katalog_untuk
from apbdes.komposisi import komposisi
from apbdes.lembar.susun import lembar_untuk
from apbdes.models import CatatanBaris, TemuanEvaluasi, VersiApbdes
from apbdes.penilaian import PERLU_SIKAP, Penilaian, penilaian
from apbdes.pernyataan import Keterangan
from apbdes.services import evaluasi as layanan
from apbdes.services.keputusan import versi_usulkan
from apbdes.tenggat import tenggat_versi
from apbdes.tidak_diperiksa import TIDAK_DIPERIKSA
from apbdes.tim import halangan_tim, tim_berlaku
from apbdes.views.alur import dokumen_dipilih
from apbdes.views.versi import ambil_versi
from dasar.alur import Transisi, sejak_dari
from dasar.formulir import bilangan, salahkan, tampil, terkirim, tertolak
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan
from dasar.simpan import HasilSimpan


def ambil(request: Permintaan, pk: int, *, tulis: bool = False) -> VersiApbdes:
    """A version whose evaluation this person may read; to write in it, only while it is open."""
    versi = ambil_versi(request, pk)
    if not request.user.has_perm("apbdes.lihat_evaluasi_versiapbdes", versi) or versi.status in DAPAT_DIUBAH:
        raise Http404
    if tulis and not request.user.has_perm("apbdes.evaluasi_versiapbdes", versi):
        if request.user.has_perm("apbdes.usulkan_versiapbdes", versi):
            raise PermissionDenied(layanan.TERTUTUP)
        raise PermissionDenied("Evaluasi dilakukan verifikator kecamatan.")
    if tulis and (sebab := halangan_tim(versi.apbdes.desa.kecamatan, request.user)):
        raise PermissionDenied(sebab)
    return versi


def boleh_mengisi(request: Permintaan, versi: VersiApbdes) -> tuple[bool, str]:
    """Whether this person may fill in the evaluation, and what the team's SK has against it."""
    boleh = request.user.has_perm("apbdes.evaluasi_versiapbdes", versi)
    sebab = halangan_tim(versi.apbdes.desa.kecamatan, request.user) if boleh else ""
    return boleh and not sebab, sebab


def versi_evaluasi(request: Permintaan, pk: int) -> HttpResponse:
    """Being evaluated: the working page. Decided: what was frozen. Out of time before a proposal: the page as left."""
    versi = ambil(request, pk)
    if versi.status in {StatusVersi.DIAJUKAN, StatusVersi.DIEVALUASI} or (
        versi.diterima is not None and versi.beku is None
    ):
        return kerja(request, versi)
    return _hasil(request, versi)


def _hasil(request: Permintaan, versi: VersiApbdes) -> HttpResponse:
    if versi.beku is None:
        raise Http404
    beku = versi.beku
    konteks = {
        "versi": versi,
        "beku": beku,
        "tenggat": tenggat_versi(versi),
        "perlu": [p for p in beku.get("putusan", []) if p["putusan"] in {s.value for s in PERLU_SIKAP}],
        "lainnya": [p for p in beku.get("putusan", []) if p["putusan"] not in {s.value for s in PERLU_SIKAP}],
        "berkeputusan": versi.berkeputusan,
    }
    return render(request, "apbdes/evaluasi_hasil.html", konteks)


def keterangan_untuk(versi: VersiApbdes, nilai: Penilaian | None = None) -> Keterangan:
    """What the evaluator stated, and what undetermined verdicts still miss."""
    nilai = nilai or penilaian(versi)
    belum = nilai.menurut(Putusan.TIDAK_DAPAT_DITENTUKAN)
    return Keterangan(versi, nilai.tersimpan, frozenset(b for p in belum for b in p.hasil.baris))


def kerja(request: Permintaan, versi: VersiApbdes, *, usulan: UsulanForm | None = None, **konteks: Any) -> HttpResponse:
    sejak = sejak_dari(versi)
    nilai = penilaian(versi)
    boleh, halangan = boleh_mengisi(request, versi)
    dokumen = dokumen_dipilih(versi)
    dibuka = request.GET.get("dokumen", "")
    keterangan = keterangan_untuk(versi, nilai)
    isi = {
        "versi": versi,
        "boleh": boleh,
        "halangan_tim": halangan,
        "tim": tim_berlaku(versi.apbdes.desa.kecamatan),
        "kelola_tim": request.user.has_perm("apbdes.kelola_tim_apbdes", versi.apbdes.desa.kecamatan),
        "tidak_diperiksa": TIDAK_DIPERIKSA,
        "tenggat": tenggat_versi(versi),
        "dilanggar": nilai.menurut(Putusan.DILANGGAR),
        "tidak_dapat": nilai.menurut(Putusan.TIDAK_DAPAT_DITENTUKAN),
        "lainnya": nilai.menurut(Putusan.TERPENUHI, Putusan.TIDAK_BERLAKU),
        "belum": len(nilai.belum_disikapi),
        "nilai": nilai,
        "lembar": baris_dengan_catatan(versi, nilai, _katalog(versi)),
        "isi_lembar": lembar_untuk(versi, nilai),
        "komposisi": komposisi(nilai),
        "temuan": versi.temuan_evaluasi.select_related("diubah_oleh"),
        "temuan_baru": uuid.uuid4(),
        "keterangan": keterangan,
        "form_pagu": PaguEvaluatorForm(keterangan=keterangan),
        "form_penerima": PenerimaEvaluatorForm(keterangan=keterangan),
        "langkah_pagu": versi.langkah_pagu.select_related("oleh"),
        "dokumen": dokumen,
        "dibuka": next((d["dipilih"].berkas for d in dokumen if d["dipilih"] and d["pendamping"].kode == dibuka), None),
        "usulan": usulan or UsulanForm(initial={"kesimpulan": versi.kesimpulan}),
        "menghalangi": nilai.menghalangi_sesuai,
        "pengembalian": versi.riwayat.filter(aksi="kembalikan").select_related("oleh").last(),
        "sejak": sejak,
    }
    return tampil(request, "apbdes/evaluasi.html", isi | konteks)


def _katalog(versi: VersiApbdes) -> Any:
    return katalog_untuk(versi.apbdes.desa.kecamatan.kabupaten, versi.apbdes.tahun)


def versi_perbaikan(request: Permintaan, pk: int) -> HttpResponse:
    """The notes of the version before beside the rows that continue theirs; what has changed is marked."""
    versi = ambil_versi(request, pk)
    if not versi.perbaikan_ke or versi.sebelum is None:
        raise Http404
    kelompok = baris_dengan_catatan(versi, penilaian(versi, dengan_pernyataan=False), _katalog(versi))
    konteks = {
        "versi": versi,
        "tenggat": tenggat_versi(versi),
        "kelompok": [k for k in kelompok if any(b.lama or b.berubah for b in k.baris)],
        "berubah": sum(b.berubah for k in kelompok for b in k.baris),
    }
    return render(request, "apbdes/perbaikan.html", konteks)


# --- verdicts --------------------------------------------------------------------
@require_POST
def versi_sikap(request: Permintaan, pk: int) -> HttpResponse:
    """Accept a verdict or set it aside; answers with that verdict alone where htmx asks."""
    versi = ambil(request, pk, tulis=True)
    perangkat, kode = request.POST.get("perangkat", ""), request.POST.get("kode", "")
    galat: list[str] = []
    form = SikapForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["alasan"])
        layanan.sikap_simpan(
            versi=versi,
            perangkat=perangkat,
            kode=kode,
            sikap=request.POST.get("sikap", ""),
            alasan=form.cleaned_data["alasan"],
            dari=bilangan(request.POST, "lihat") or 0,
            oleh=request.user,
        )
    except ValidationError as e:
        galat = e.messages
    if not galat and not request.headers.get("HX-Request"):
        messages.success(request, f"Sikap atas {kode} disimpan.")
        return redirect(f"{reverse('apbdes:versi-evaluasi', args=[versi.pk])}#{perangkat}-{kode}")
    nilai = penilaian(versi)
    kunci = f"{perangkat}:{kode}"
    p = next((p for p in nilai.putusan if p.kunci == kunci), None)
    if p is None:
        raise Http404
    isian = {"galat": galat, "isi": request.POST} if galat else {}
    if request.headers.get("HX-Request"):
        konteks = {"p": p, "versi": versi, "boleh": True, "belum": len(nilai.belum_disikapi), "htmx": True} | isian
        return render(request, "apbdes/_putusan_sikap.html", konteks)
    return kerja(request, versi, galat_kunci=kunci, **isian)


@require_POST
def versi_sikap_sisanya(request: Permintaan, pk: int) -> HttpResponse:
    versi = ambil(request, pk, tulis=True)
    try:
        banyak = layanan.sikap_terima_sisanya(versi=versi, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: kerja(request, versi))
    messages.success(request, f"{banyak} putusan diterima.")
    return redirect(f"{reverse('apbdes:versi-evaluasi', args=[versi.pk])}#putusan")


@require_POST
def versi_sikap_kesampingkan(request: Permintaan, pk: int) -> HttpResponse:
    """Set the ticked verdicts aside with one reason; refused, the page keeps what was ticked and written."""
    versi = ambil(request, pk, tulis=True)
    kunci = request.POST.getlist("kunci")
    form = SikapForm(request.POST, prefix="banyak")
    galat: list[str] = []
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["alasan"])
        banyak = layanan.sikap_kesampingkan(
            versi=versi,
            pilihan={k: bilangan(request.POST, f"lihat-{k}") or 0 for k in kunci},
            alasan=form.cleaned_data["alasan"],
            oleh=request.user,
        )
    except ValidationError as e:
        galat = e.messages
    if galat:
        alasan = request.POST.get("banyak-alasan", "")
        return kerja(request, versi, banyak={"kunci": kunci, "alasan": alasan, "galat": galat})
    messages.success(request, f"{banyak} putusan dikesampingkan.")
    return redirect(f"{reverse('apbdes:versi-evaluasi', args=[versi.pk])}#putusan")


# --- notes and findings ------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
def versi_catatan(request: Permintaan, pk: int, lembar: str, baris: uuid.UUID) -> HttpResponse:
    """The notes on one row: alone on a page, or unfolded in the table where htmx asks."""
    tulis = request.method == "POST"
    versi = ambil(request, pk, tulis=tulis)
    nilai = penilaian(versi)
    tempat = nilai.tersimpan.tempat.get(baris, "")
    if lembar not in LembarAnggaran.values or not tempat.startswith(LembarAnggaran(lembar).label):
        raise Http404
    hasil, kiriman = None, {}
    if tulis:
        try:
            hasil, kiriman = _catat(request, versi, lembar, baris)
        except ValidationError as galat:
            hasil = HasilSimpan("tidak_sah", kesalahan={"isi": galat.messages})
            kiriman = {"id": request.POST.get("id", ""), "isi": request.POST.get("isi", "")}
        if hasil.keadaan == "tersimpan" and not request.headers.get("HX-Request"):
            messages.success(request, "Catatan disimpan.")
            return redirect(f"{reverse('apbdes:versi-evaluasi', args=[versi.pk])}#baris-{baris}")
    konteks = {
        "versi": versi,
        "lembar": lembar,
        "baris": baris,
        "sebutan": sebut_baris(nilai.baris[tempat]),
        "jumlah": nilai.baris[tempat].jumlah,
        "catatan": CatatanBaris.objects.filter(versi_apbdes=versi, baris=baris).select_related("diubah_oleh"),
        "lama": catatan_lama(versi).get(baris, []),
        "boleh": boleh_mengisi(request, versi)[0],
        "baru": uuid.uuid4(),
        "hasil": hasil if hasil and hasil.keadaan != "tersimpan" else None,
        "kiriman": kiriman if hasil and hasil.keadaan != "tersimpan" else {},
        "form": CatatanBarisForm(),
    }
    htmx = request.headers.get("HX-Request")
    templat = "apbdes/_catatan_baris.html" if htmx else "apbdes/catatan.html"
    # htmx swaps only what succeeded; the conflict is in the fragment itself.
    if htmx:
        return render(request, templat, konteks | {"htmx": True})
    return tampil(request, templat, konteks | {"htmx": False})


def _catat(
    request: Permintaan, versi: VersiApbdes, lembar: str, baris: uuid.UUID
) -> tuple[HasilSimpan, dict[str, str]]:
    pk, dari = _kunci(request)
    if request.POST.get("hapus"):
        return layanan.catatan_hapus(versi=versi, pk=pk, dari=dari, oleh=request.user), {}
    isi = {"isi": request.POST.get("isi", "")}
    try:
        hasil = layanan.catatan_simpan(
            versi=versi, lembar=lembar, baris=baris, pk=pk, dari=dari, isi=isi, oleh=request.user
        )
    except CatatanBaris.DoesNotExist:
        raise Http404 from None
    return hasil, isi | {"id": str(pk), "dari": str(hasil.versi)}


def _kunci(request: Permintaan) -> tuple[uuid.UUID, int]:
    try:
        return uuid.UUID(request.POST.get("id", "")), bilangan(request.POST, "dari") or 0
    except ValueError:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def versi_temuan(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponse:
    """One finding of the evaluator's own: write, change, or drop it."""
    versi = ambil(request, pk, tulis=True)
    ada = TemuanEvaluasi.objects.filter(pk=id, versi_apbdes=versi).first()
    form = TemuanEvaluasiForm(instance=ada or TemuanEvaluasi(pk=id, versi_apbdes=versi))
    dari = ada.versi if ada else 0
    hasil: HasilSimpan | None = None
    if request.method == "POST":
        dari = bilangan(request.POST, "dari") or 0
        kembali = redirect(f"{reverse('apbdes:versi-evaluasi', args=[versi.pk])}#temuan")
        isi = {k: request.POST.get(k, "") for k in TemuanEvaluasiForm.base_fields}
        form = TemuanEvaluasiForm(request.POST, instance=TemuanEvaluasi(pk=id, versi_apbdes=versi))
        form.is_valid()
        try:
            if request.POST.get("hapus"):
                hasil = layanan.temuan_hapus(versi=versi, pk=id, dari=dari, oleh=request.user)
            else:
                hasil = layanan.temuan_simpan(versi=versi, pk=id, dari=dari, isi=isi, oleh=request.user)
        except TemuanEvaluasi.DoesNotExist:
            raise Http404 from None
        except ValidationError as galat:
            salahkan(form, galat)
        if hasil and hasil.keadaan == "tersimpan":
            messages.success(request, "Temuan dihapus." if request.POST.get("hapus") else "Temuan disimpan.")
            return kembali
        if hasil and hasil.keadaan == "konflik":
            dari = hasil.versi
    konteks = {"versi": versi, "form": form, "id": id, "dari": dari, "ada": ada, "hasil": hasil}
    return tampil(request, "apbdes/temuan.html", konteks)


# --- the proposal --------------------------------------------------------------------
@require_POST
def versi_usul(request: Permintaan, pk: int) -> HttpResponse:
    """Keep the conclusion, or propose the result to the camat."""
    versi = ambil(request, pk, tulis=True)
    if request.POST.get("simpan"):
        return _simpan_kesimpulan(request, versi, UsulanForm(request.POST))
    return putuskan(request, MEJA_USUL, versi, "usulkan")


def _tanya_usul(request: Permintaan, versi: VersiApbdes, _transisi: Transisi) -> Tanya:
    form = UsulanForm(terkirim(request))
    dari = _dari(request)
    return Tanya(form, lambda: form.cleaned_data | {"dari": dari}, tampilkan=lambda: kerja(request, versi, usulan=form))


def _dari(request: Permintaan) -> int:
    """The version of the budget whose conclusion the page showed."""
    dari = bilangan(request.POST, "dari_kesimpulan")
    return -1 if dari is None else dari


def _diusulkan(request: Permintaan, versi: VersiApbdes, _aksi: str) -> HttpResponse:
    messages.success(request, "Hasil evaluasi diusulkan kepada camat. Isinya dibekukan.")
    return redirect(versi)


MEJA_USUL = Meja(
    benda="versi",
    tabel=TRANSISI_APBDES,
    kerja={"usulkan": versi_usulkan},
    tanya={"usulkan": _tanya_usul},
    rinci=lambda request, versi: kerja(request, versi),
    selesai=_diusulkan,
)


def _simpan_kesimpulan(request: Permintaan, versi: VersiApbdes, form: UsulanForm) -> HttpResponse:
    """The conclusion alone; the result may still be open. What was typed stays on the page when it is refused."""
    form.is_valid()
    form.errors.pop("hasil", None)
    if form.errors:
        return kerja(request, versi, usulan=form)
    try:
        layanan.kesimpulan_simpan(
            versi=versi,
            kesimpulan=form.cleaned_data["kesimpulan"],
            dari=_dari(request),
            oleh=request.user,
        )
    except ValidationError as galat:
        salahkan(form, galat)
        versi.refresh_from_db(fields=["kesimpulan", "versi"])
        return kerja(request, versi, usulan=form)
    messages.success(request, "Kesimpulan disimpan.")
    return redirect(f"{reverse('apbdes:versi-evaluasi', args=[versi.pk])}#usulan")
