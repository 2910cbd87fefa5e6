"""How a kecamatan signs and numbers its documents."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from akun.enums import KECAMATAN, Peran
from akun.models import Pengguna, Penugasan
from dasar.formulir import tampil
from dasar.konflik import TahuKonflik, disimpan
from dasar.permintaan import Permintaan
from desa.models import Kecamatan, RiwayatData
from desa.services.data import data_simpan
from naskah.enums.naskah import CaraTtd
from naskah.forms.naskah import PengaturanTtdForm, SeriNomorForm
from naskah.jenis import JenisNaskah, jenis_naskah, pilihan_jenis
from naskah.models import PengaturanTtd, SeriNomor
from naskah.models.sertifikat import Sertifikat
from naskah.otoritas import otoritas_belum
from tte.bsre import bsre_aktif

PENANDA_LAZIM = frozenset({Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.PENDAMPING, Peran.KEPALA_DESA})


def kecamatan_diatur(request: Permintaan) -> tuple[Kecamatan, list[Kecamatan]]:
    """The one asked for, or the first; and those to choose from: where anybody works with PERUT."""
    terlihat = request.user.kecamatan_terlihat().select_related("kabupaten").order_by("kabupaten__nama", "nama")
    pilihan = request.GET.get("kecamatan", "")
    if pilihan:
        kecamatan = (
            terlihat.filter(pk=pilihan).first()
            if pilihan.isascii() and pilihan.isdigit() and len(pilihan) < 19
            else None
        )
        if kecamatan is None:
            raise Http404("Kecamatan ini tidak ada dalam wilayah Anda.")
    dipakai = terlihat.filter(pk__in=Penugasan.objects.exclude(kecamatan=None).values("kecamatan"))
    daftar = [k for k in dipakai if request.user.has_perm("naskah.atur_naskah", k)]
    if not pilihan:
        kecamatan = daftar[0] if daftar else None
    if kecamatan is None or not request.user.has_perm("naskah.atur_naskah", kecamatan):
        raise Http404("Belum ada kecamatan yang tanda tangannya dapat Anda atur.")
    return kecamatan, daftar


@require_http_methods(["GET", "HEAD", "POST"])
def pengaturan_ttd(request: Permintaan) -> HttpResponse:
    """Two forms on one page; each is saved for itself. Changes concern documents approved later."""
    kecamatan, daftar = kecamatan_diatur(request)
    pengaturan = PengaturanTtd.objects.filter(kecamatan=kecamatan).first() or PengaturanTtd(kecamatan=kecamatan)
    kirim = request.POST.get("bagian") if request.method == "POST" else None
    form = PengaturanTtdForm(request.POST if kirim == "cara" else None, instance=pengaturan)
    seri = {j: _form_seri(request, kecamatan, j, kirim) for j in (jenis_naskah(kode) for kode, _ in pilihan_jenis())}

    def simpan(f: TahuKonflik) -> bool:
        return disimpan(f, lambda: data_simpan(objek=f.instance, kolom=f.kolom, versi=f.versi, oleh=request.user))

    if kirim == "cara" and form.is_valid() and simpan(form):
        messages.success(request, "Cara tanda tangan disimpan. Berlaku bagi naskah yang disetujui sesudah ini.")
        return redirect(_alamat(kecamatan))
    # Each series is asked, so that each tells what is wrong with it; they are saved together.
    if kirim == "nomor" and {f.is_valid() for f in seri.values()} == {True}:
        with transaction.atomic():
            sah = {simpan(f) for f in seri.values() if f.has_changed() or f.instance.pk} <= {True}
            if not sah:
                transaction.set_rollback(True)
        if sah:
            messages.success(request, "Penomoran disimpan. Berlaku bagi naskah yang disetujui sesudah ini.")
            return redirect(_alamat(kecamatan))
    konteks = {
        "kecamatan": kecamatan,
        "daftar": daftar,
        "form": form,
        "seri": list(seri.items()),
        "riwayat": RiwayatData.objects.tentang(*(f.instance for f in (form, *seri.values()) if f.instance.pk)),
        "tanpa_sertifikat": _tanpa_sertifikat(kecamatan),
        "otoritas_belum": otoritas_belum(),
        "bsre_aktif": bsre_aktif(),
        "elektronik": CaraTtd.ELEKTRONIK,
    }
    return tampil(request, "naskah/pengaturan_ttd.html", konteks)


def _alamat(kecamatan: Kecamatan) -> str:
    return f"{reverse('naskah:pengaturan-ttd')}?kecamatan={kecamatan.pk}"


def _form_seri(request: Permintaan, kecamatan: Kecamatan, jenis: JenisNaskah, kirim: str | None) -> SeriNomorForm:
    """The series of one kind: its own row, or the kind's defaults to begin with."""
    seri = SeriNomor.objects.filter(kecamatan=kecamatan, jenis=jenis.kode).first() or SeriNomor(
        kecamatan=kecamatan, jenis=jenis.kode, klasifikasi=jenis.klasifikasi, pola=jenis.pola
    )
    form = SeriNomorForm(request.POST if kirim == "nomor" else None, instance=seri, prefix=jenis.kode)
    form.fields["retensi_tahun"].widget.attrs["placeholder"] = str(jenis.retensi_tahun)
    return form


def _tanpa_sertifikat(kecamatan: Kecamatan) -> list[Pengguna]:
    """Who would sign for this kecamatan and has no certificate that is in force."""
    tugas = Penugasan.objects.aktif().filter(peran__in=PENANDA_LAZIM)
    milik = tugas.filter(kecamatan=kecamatan, peran__in=KECAMATAN) | tugas.filter(desa__kecamatan=kecamatan)
    orang = Pengguna.objects.filter(is_active=True, pk__in=milik.values("pengguna")).order_by("nama", "pk")
    return list(orang.exclude(pk__in=Sertifikat.objects.aktif().values("pengguna")))
