"""The list of evaluations, an evaluation's page, and planning one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from akun.enums import DESA
from akun.halaman_alur import halaman_alur
from akun.pelaku import tanpa_pelaku
from dasar.daftar import Daftar
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.enums import BERNILAI, DAPAT_DIGANTI, CaraNilai, StatusEvaluasi
from evaluasi.filters import EvaluasiFilter
from evaluasi.forms.evaluasi import EvaluasiForm
from evaluasi.models import Evaluasi
from evaluasi.queries import kecamatan_kelolaan
from evaluasi.services.rencana import evaluasi_buat, evaluasi_ubah
from evaluasi.tables import EvaluasiTable
from evaluasi.tindakan import kelanjutan, tindakan_untuk

BUKAN_PENGELOLA = "Evaluasi diatur oleh verifikator kecamatan yang bersangkutan."


class EvaluasiDaftar(Daftar):
    table_class = EvaluasiTable
    filterset_class = EvaluasiFilter
    template_name = "evaluasi/evaluasi_daftar.html"
    judul = "Evaluasi"
    keterangan = "Penilaian kinerja pemerintah desa oleh tim evaluasi, dari SK tim sampai laporannya."

    def get_queryset(self):
        return (
            Evaluasi.objects.untuk(self.request.user)
            .ringkas()
            .annotate(
                jumlah_lembar=Count("lembar", distinct=True),
                jumlah_penilai=Count("penilaian", distinct=True),
                jumlah_serah=Count("penilaian", distinct=True, filter=Q(penilaian__diserahkan__isnull=False)),
            )
        )

    def get_context_data(self, **kwargs):
        pengguna = self.request.user
        return super().get_context_data(
            kelola=pengguna.has_perm("evaluasi.kelola_evaluasi"),
            lihat_tim=pengguna.has_perm("evaluasi.lihat_tim"),
            lihat_peringkat=bool(pengguna.peran - DESA),
            **kwargs,
        )

    def get_kosong(self) -> dict[str, str]:
        if not self.request.user.has_perm("evaluasi.kelola_evaluasi"):
            return {"judul": "Belum ada evaluasi", "saran": "Evaluasi yang dapat Anda baca muncul di sini."}
        return {
            "judul": "Belum ada evaluasi",
            "saran": "Mulailah dengan membentuk tim evaluasi dan SK-nya.",
            "url": reverse("evaluasi:tim-daftar"),
            "tombol": "Buka tim evaluasi",
        }


def ambil_evaluasi(request: Permintaan, pk: int) -> Evaluasi:
    """An evaluation in the person's scope that they may see; else it does not exist for them."""
    qs = Evaluasi.objects.untuk(request.user).lengkap().select_related("menggantikan", "desa__kecamatan__kabupaten")
    evaluasi = get_object_or_404(qs.prefetch_related("tim__anggota"), pk=pk)
    if not request.user.has_perm("evaluasi.lihat_evaluasi", evaluasi):
        raise Http404
    return evaluasi


def evaluasi_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return rinci(request, ambil_evaluasi(request, pk))


def rinci(request: Permintaan, evaluasi: Evaluasi) -> HttpResponse:
    pengguna = request.user
    penilaian = list(evaluasi.penilaian.select_related("anggota"))
    diganti_oleh = evaluasi.pengganti.exclude(status=StatusEvaluasi.DIBATALKAN).last()
    return render(
        request,
        "evaluasi/evaluasi_rinci.html",
        {
            "evaluasi": evaluasi,
            "tindakan": tindakan_untuk(pengguna, evaluasi),
            "tanpa_pelaku": tanpa_pelaku(pengguna, evaluasi, TRANSISI_EVALUASI),
            "kelanjutan": kelanjutan(evaluasi),
            "angka": _angka(evaluasi),
            "lembar": evaluasi.lembar.select_related("formulir").annotate(jumlah_aspek=Count("formulir__aspek")),
            "anggota": evaluasi.tim.anggota.all(),
            "penilaian": penilaian,
            "sudah": sum(p.diserahkan is not None for p in penilaian),
            "penilaian_saya": next((p for p in penilaian if p.anggota.pengguna_id == pengguna.pk), None),
            "boleh_atur": pengguna.has_perm("evaluasi.atur_evaluasi", evaluasi),
            "boleh_laporan": pengguna.has_perm("evaluasi.susun_laporan", evaluasi),
            "dapat_ditemukan": evaluasi.status in BERNILAI,
            "boleh_ganti": evaluasi.status in DAPAT_DIGANTI
            and diganti_oleh is None
            and pengguna.has_perm("evaluasi.kelola_evaluasi", evaluasi),
            "diganti_oleh": diganti_oleh,
            "lihat_tim": pengguna.has_perm("evaluasi.lihat_tim", evaluasi.tim),
            "lihat_nilai": pengguna.has_perm("evaluasi.lihat_nilai_evaluasi", evaluasi),
            "riwayat": evaluasi.riwayat.select_related("oleh"),
            "pencabutan": evaluasi.riwayat.filter(ke=StatusEvaluasi.DICABUT).select_related("oleh").last(),
            "pengembalian": evaluasi.riwayat.filter(ke=StatusEvaluasi.DIKEMBALIKAN).select_related("oleh").last(),
        },
    )


def _angka(evaluasi: Evaluasi) -> str:
    """'a = 95, b = 79,5, …' where levels are chosen."""
    if evaluasi.cara != CaraNilai.TINGKAT or not evaluasi.angka_tingkat:
        return ""
    return ", ".join(f"{h} = {evaluasi.angka_tingkat[h].replace('.', ',')}" for h in sorted(evaluasi.angka_tingkat))


def evaluasi_alur(request: Permintaan) -> HttpResponse:
    return halaman_alur(
        request, TRANSISI_EVALUASI, StatusEvaluasi, benda="evaluasi", templat="evaluasi/alur.html", sendiri="–"
    )


def evaluasi_baru(request: Permintaan) -> HttpResponse:
    if not kecamatan_kelolaan(request.user).exists():
        raise PermissionDenied(BUKAN_PENGELOLA)
    lama = _diganti(request)
    if lama:
        contoh = Evaluasi(
            desa=lama.desa, tahun=lama.tahun, tim=lama.tim, cara=lama.cara, menggantikan=lama,
            tanggal_mulai=lama.tanggal_mulai, tanggal_selesai=lama.tanggal_selesai, angka_tingkat=lama.angka_tingkat,
        )  # fmt: skip
        awal: dict[str, Any] = {"formulir": list(lama.lembar.values_list("formulir", flat=True))}
    else:
        contoh = Evaluasi(tahun=hari_ini_pembaca().year)
        awal = {k: request.GET[k] for k in ("desa", "tim") if request.GET.get(k, "").isdigit()}
    form = EvaluasiForm(terkirim(request), instance=contoh, initial=awal, pengguna=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            evaluasi = evaluasi_buat(isi=form.isi, oleh=request.user, menggantikan=lama)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"{evaluasi} disimpan. Buka penilaiannya bila semua sudah siap.")
            return redirect(evaluasi)
    judul = f"Ganti {lama}" if lama else "Evaluasi baru"
    return tampil(request, "evaluasi/evaluasi_form.html", {"form": form, "judul": judul, "lama": lama})


def _diganti(request: Permintaan) -> Evaluasi | None:
    """The evaluation that the new one shall replace, from the address."""
    pk = request.GET.get("menggantikan", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    lama = ambil_evaluasi(request, int(pk))
    if not request.user.has_perm("evaluasi.kelola_evaluasi", lama):
        raise PermissionDenied(BUKAN_PENGELOLA)
    return lama


def evaluasi_atur(request: Permintaan, pk: int) -> HttpResponse:
    evaluasi = ambil_evaluasi(request, pk)
    if not request.user.has_perm("evaluasi.atur_evaluasi", evaluasi):
        if request.user.has_perm("evaluasi.kelola_evaluasi", evaluasi):
            raise PermissionDenied(
                f"Evaluasi ini berstatus “{evaluasi.get_status_display()}”, jadi rencananya tidak berubah lagi."
            )
        raise PermissionDenied(BUKAN_PENGELOLA)
    form = EvaluasiForm(terkirim(request), instance=evaluasi, pengguna=request.user)
    if request.method == "POST" and form.is_valid():
        versi = form.cleaned_data["versi"]
        try:
            evaluasi_ubah(evaluasi=evaluasi, versi=-1 if versi is None else versi, isi=form.isi, oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Evaluasi disimpan.")
            return redirect(evaluasi)
    konteks = {"form": form, "judul": f"Ubah {evaluasi}", "evaluasi": evaluasi, "lama": evaluasi.menggantikan}
    return tampil(request, "evaluasi/evaluasi_form.html", konteks)
