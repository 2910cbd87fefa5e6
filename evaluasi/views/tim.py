"""Teams: the list, forming one, its decree."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.daftar import Daftar
from dasar.formulir import bilangan, salahkan, tampil, terkirim, tertolak
from dasar.permintaan import Permintaan, pdf_di_peramban
from dasar.waktu import hari_ini_pembaca
from evaluasi.acuan.naskah import catatan_umum, penerbit_panjang, sk_bawaan, tempat
from evaluasi.filters import TimFilter
from evaluasi.forms.tim import CatatSKForm, SKForm, TimForm, formset_anggota
from evaluasi.models import Evaluasi, TimEvaluasi
from evaluasi.naskah import SK_TIM
from evaluasi.queries import kecamatan_kelolaan
from evaluasi.reports.sk import sk_isi
from evaluasi.services import tim as layanan
from evaluasi.tables import TimTable
from naskah.tata import bertata

BUKAN_PENGELOLA = "Tim evaluasi dibentuk oleh verifikator kecamatan yang bersangkutan."


class TimDaftar(Daftar):
    table_class = TimTable
    filterset_class = TimFilter
    template_name = "evaluasi/tim_daftar.html"
    judul = "Tim evaluasi"
    keterangan = "Tim yang dibentuk dengan keputusan camat, kepala desa, atau BPD untuk mengevaluasi desa."

    def get_queryset(self):
        return (
            TimEvaluasi.objects.untuk(self.request.user)
            .select_related("kecamatan", "desa", "sk")
            .defer("sk__isi")
            .annotate(
                jumlah_anggota=Count("anggota", distinct=True),
                jumlah_evaluasi=Count("evaluasi", distinct=True),
            )
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(kelola=self.request.user.has_perm("evaluasi.kelola_tim"), **kwargs)

    def get_kosong(self) -> dict[str, str]:
        kosong = {"judul": "Belum ada tim evaluasi", "saran": "Tim dibentuk oleh verifikator kecamatan."}
        if self.request.user.has_perm("evaluasi.kelola_tim"):
            kosong |= {
                "saran": "Bentuk tim dan susun SK-nya; setelah itu evaluasi dapat dimulai.",
                "url": reverse("evaluasi:tim-buat"),
                "tombol": "Bentuk tim",
            }
        return kosong


def ambil_tim(request: Permintaan, pk: int, *, kelola: bool = False) -> TimEvaluasi:
    """A team in the person's scope (else 404); to change it one must manage it (else 403)."""
    qs = TimEvaluasi.objects.untuk(request.user).select_related(
        "kecamatan__kabupaten", "desa__kecamatan", "sk", "diubah_oleh"
    )
    tim = get_object_or_404(qs, pk=pk)
    if not request.user.has_perm("evaluasi.lihat_tim", tim):
        raise Http404
    if kelola and not request.user.has_perm("evaluasi.kelola_tim", tim):
        raise PermissionDenied(BUKAN_PENGELOLA)
    return tim


def tim_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil_tim(request, pk))


def _rinci(request: Permintaan, tim: TimEvaluasi) -> HttpResponse:
    kelola = request.user.has_perm("evaluasi.kelola_tim", tim)
    konteks = {
        "tim": tim,
        "penerbit": penerbit_panjang(tim),
        "anggota": tim.anggota.select_related("pengguna"),
        "evaluasi": Evaluasi.objects.untuk(request.user).filter(tim=tim).select_related("desa"),
        "kelola": kelola,
        "kekurangan": layanan.kekurangan_sk(tim) if kelola and not tim.bernomor else [],
    }
    return render(request, "evaluasi/tim_rinci.html", konteks)


def tim_buat(request: Permintaan) -> HttpResponse:
    if not kecamatan_kelolaan(request.user).exists():
        raise PermissionDenied(BUKAN_PENGELOLA)
    tim = TimEvaluasi(tahun=hari_ini_pembaca().year)
    if kecamatan_kelolaan(request.user).count() == 1:
        tim.kecamatan = kecamatan_kelolaan(request.user).get()
    return _tim(request, tim)


def tim_ubah(request: Permintaan, pk: int) -> HttpResponse:
    tim = ambil_tim(request, pk, kelola=True)
    if tim.bernomor:
        messages.warning(request, f"SK tim ini sudah bernomor ({tim.nomor_sk}), jadi susunannya tidak berubah lagi.")
        return redirect(tim)
    return _tim(request, tim)


def _tim(request: Permintaan, tim: TimEvaluasi) -> HttpResponse:
    baru = tim.pk is None
    data = terkirim(request)
    form = TimForm(data, instance=tim, pengguna=request.user)
    formset = formset_anggota(tim, request.user, data)
    if data is not None and form.is_valid() & formset.is_valid():
        anggota = [f.anggota(form.instance) for f in formset if f.terisi]
        versi = form.cleaned_data["versi"]
        try:
            layanan.tim_simpan(
                tim=form.instance, anggota=anggota, oleh=request.user, versi=-1 if versi is None else versi
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Tim disimpan. Periksa bunyi SK-nya." if baru else "Tim disimpan.")
            return redirect("evaluasi:tim-rinci", pk=form.instance.pk)
    konteks = {
        "form": form,
        "formset": formset,
        "tim": None if baru else tim,
        "judul": "Bentuk tim evaluasi" if baru else f"Ubah {TimEvaluasi.objects.get(pk=tim.pk)}",
    }
    return tampil(request, "evaluasi/tim_form.html", konteks)


def tim_sk(request: Permintaan, pk: int) -> HttpResponse:
    """Write the wording of the decree, beside what the source gets wrong."""
    tim = ambil_tim(request, pk, kelola=True)
    if tim.bernomor:
        messages.warning(request, f"SK tim ini sudah bernomor ({tim.nomor_sk}), jadi bunyinya tidak berubah lagi.")
        return redirect(tim)
    awal = {bagian: getattr(tim, bagian) for bagian in layanan.BAGIAN} | {"versi": tim.versi}
    form = SKForm(terkirim(request), initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        versi = isi.pop("versi")
        try:
            layanan.sk_tulis(tim=tim, oleh=request.user, versi=-1 if versi is None else versi, **isi)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Bunyi SK disimpan.")
            return redirect(tim)
    bawaan = [{"sebutan": layanan.SEBUTAN[bagian], "butir": butir} for bagian, butir in sk_bawaan(tim).items()]
    konteks = {"tim": tim, "form": form, "bawaan": bawaan, "catatan": catatan_umum(), "tempat": tempat()}
    return tampil(request, "evaluasi/tim_sk.html", konteks)


def _dilihat(request: Permintaan) -> int:
    versi = bilangan(request.POST, "versi")
    return -1 if versi is None else versi


@require_POST
def tim_sk_ajukan(request: Permintaan, pk: int) -> HttpResponse:
    tim = ambil_tim(request, pk, kelola=True)
    try:
        layanan.sk_ajukan(tim=tim, oleh=request.user, versi=_dilihat(request))
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _rinci(request, tim))
    messages.success(request, "SK diajukan kepada camat. Nomornya diberikan ketika camat menyetujuinya.")
    return redirect(tim)


def tim_sk_catat(request: Permintaan, pk: int) -> HttpResponse:
    """Number and date of a decree that somebody else issued."""
    tim = ambil_tim(request, pk, kelola=True)
    if tim.dari_camat:
        messages.info(request, "SK camat bernomor di sini setelah disetujui camat; tidak perlu dicatat.")
        return redirect(tim)
    form = CatatSKForm(terkirim(request), instance=tim)
    if request.method == "POST" and form.is_valid():
        nomor, tanggal = form.cleaned_data["sk_nomor"], form.cleaned_data["sk_tanggal"]
        try:
            layanan.sk_catat(tim=tim, nomor=nomor, tanggal=tanggal, oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            hapus = "Catatan SK dihapus. Tim ini kembali belum bernomor, dan susunannya dapat diubah."
            messages.success(request, "Nomor dan tanggal SK dicatat." if nomor else hapus)
            return redirect("evaluasi:tim-rinci", pk=pk)
    return tampil(request, "evaluasi/tim_sk_catat.html", {"tim": ambil_tim(request, pk), "form": form})


@pdf_di_peramban
def tim_sk_pdf(request: Permintaan, pk: int) -> HttpResponse:
    """The decree to print: a preview of the camat's, the letter itself of any other issuer (its number by hand)."""
    tim = ambil_tim(request, pk)
    isi = sk_isi(tim, oleh=request.user, tanggal=None)
    isi = bertata(isi, jenis=SK_TIM.kode, kecamatan=tim.kecamatan, desa=tim.desa)
    konteks = {"isi": isi, "nomor": tim.sk_nomor, "draf": tim.dari_camat, "judul": f"SK {tim.nama}"}
    try:
        pdf = pdf_buat(SK_TIM.template, konteks)
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(tim)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="sk-tim-evaluasi.pdf"', "Cache-Control": "no-store"},
    )
