"""The desa's side of a submission: its seven documents, and the steps of pagu before it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from apbdes.forms.evaluasi import PAGU, LangkahPaguForm
from apbdes.kelengkapan import kekurangan_dokumen
from apbdes.models import VersiApbdes
from apbdes.pendamping import MENURUT_KODE, Pendamping
from apbdes.services.pagu import langkah_pagu_catat
from apbdes.services.pengajuan import pendamping_lepas, pendamping_pilih, pendamping_unggah
from apbdes.views.alur import dokumen_dipilih
from apbdes.views.versi import ambil_versi
from berkas.models import Berkas, VersiBerkas
from berkas.pemeriksa.hasil import SEMUA_AKHIRAN
from dasar.formulir import bilangan, salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from dasar.uang import angka


@require_http_methods(["GET", "HEAD", "POST"])
def versi_pendamping(request: Permintaan, pk: int) -> HttpResponse:
    versi = ambil_versi(request, pk, ubah=request.method == "POST")
    galat: dict[str, list[str]] = {}
    if request.method == "POST":
        p = MENURUT_KODE.get(request.POST.get("kode", ""))
        if p is None:
            raise Http404
        try:
            messages.success(request, _kerjakan(request, versi, p))
        except ValidationError as e:
            galat[p.kode] = e.messages
        else:
            return redirect(f"{reverse('apbdes:versi-pendamping', args=[versi.pk])}#{p.kode}")
    boleh = request.user.has_perm("apbdes.ubah_versiapbdes", versi)
    pilihan = _pilihan(versi) if boleh else {}
    konteks = {
        "versi": versi,
        "boleh": boleh,
        "dokumen": [
            d | {"pilihan": pilihan.get(d["pendamping"].kode, []), "galat": galat.get(d["pendamping"].kode, [])}
            for d in dokumen_dipilih(versi)
        ],
        "kekurangan": kekurangan_dokumen(versi),
        "akhiran": ",".join(SEMUA_AKHIRAN),
    }
    return tampil(request, "apbdes/pendamping.html", konteks)


def _kerjakan(request: Permintaan, versi: VersiApbdes, p: Pendamping) -> str:
    """What the button of one document asks for; a sentence of what was done."""
    aksi, oleh = request.POST.get("aksi", ""), request.user
    if aksi == "unggah":
        kiriman = request.FILES.get("isi")
        if kiriman is None:
            raise ValidationError("Pilih berkas yang akan diunggah.")
        hasil = pendamping_unggah(versi=versi, kode=p.kode, isi=kiriman.file, nama=kiriman.name, oleh=oleh)
        return f"{p.nama} diunggah dan dilampirkan. {hasil.catatan if hasil else ''}".strip()
    if aksi == "tidak_ada":
        pendamping_pilih(versi=versi, kode=p.kode, tidak_ada=True, oleh=oleh)
        return f"{p.nama} dinyatakan tidak ada."
    if aksi == "lepas":
        pendamping_lepas(versi=versi, kode=p.kode, oleh=oleh)
        return f"{p.nama} dilepas. Berkasnya tetap tersimpan."
    nomor = bilangan(request.POST, "berkas")
    berkas = VersiBerkas.objects.filter(pk=nomor, berkas__desa=versi.apbdes.desa_id) if nomor else None
    pendamping_pilih(versi=versi, kode=p.kode, berkas=berkas.first() if berkas else None, oleh=oleh)
    return f"{p.nama} dilampirkan."


def _pilihan(versi: VersiApbdes) -> dict[str, list[Berkas]]:
    """The desa's files that may be each of the documents, the newest first. One query."""
    kategori = {k for p in MENURUT_KODE.values() for k in p.kategori}
    semua = (
        Berkas.objects.filter(desa=versi.apbdes.desa_id, kategori__kode__in=kategori, versi_terkini__isnull=False)
        .lengkap()
        .order_by("-tahun", "-diubah")
    )
    daftar = list(semua[:200])
    return {p.kode: [b for b in daftar if b.kategori.kode in p.kategori] for p in MENURUT_KODE.values()}


@require_http_methods(["GET", "HEAD", "POST"])
def versi_pagu(request: Permintaan, pk: int) -> HttpResponse:
    """Write down one step of pagu or policy. Perbup Kayong Utara 66/2023 Pasal 3, and Pasal 4-5."""
    versi = ambil_versi(request, pk, ubah=True)
    awal: dict[str, Any] = {k: "" if getattr(versi, k) is None else angka(getattr(versi, k)) for k in PAGU}
    form = LangkahPaguForm(terkirim(request), initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            langkah_pagu_catat(
                versi=versi,
                langkah=isi["langkah"],
                tanggal=isi["tanggal"],
                dasar=isi["dasar"],
                uraian=isi["uraian"],
                pagu={k: isi[k] for k in PAGU},
                dari=bilangan(request.POST, "dari") or 0,
                oleh=request.user,
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Langkah dicatat. Pagu rancangan mengikuti.")
            return redirect(versi)
    return tampil(request, "apbdes/pagu.html", {"versi": versi, "form": form})
