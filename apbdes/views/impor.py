"""A budget from and to a file: template, upload, preview, storing, export."""

import base64
import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from apbdes.anggaran import Anggaran
from apbdes.bentuk_lembar import Bentuk, Kertas, tebak, tebak_kolom
from apbdes.buku_kerja import TidakTerbaca, sel, templat, tulis
from apbdes.buku_kerja.galat import Galat, Tanya
from apbdes.forms.impor import ImporForm
from apbdes.forms.lembar_lain import JudulForm, KolomForm
from apbdes.forms.padanan import PadananForm
from apbdes.forms.usulan import UsulanForm
from apbdes.impor import BerkasTerbaca, baca_berkas, baca_lembar_lain, bukan_buku_kerja
from apbdes.katalog import Katalog, katalog_untuk, menurut_kantor
from apbdes.kemas import buka_kemasan, kemas
from apbdes.laporan import ringkasan as banyak_putusan
from apbdes.lembar_lain import buka as buka_lembar
from apbdes.models import PadananImpor, VersiApbdes
from apbdes.perangkat import fakta_untuk, perangkat_versi, periksa_semua_perangkat
from apbdes.perbedaan import bandingkan_isi
from apbdes.ringkasan import ringkas
from apbdes.services.anggaran import muat_anggaran
from apbdes.services.impor import anggaran_impor, sidik_isi
from apbdes.services.padanan import (
    bentuk_dikenal,
    bentuk_simpan,
    padanan_desa,
    padanan_lupakan,
    padanan_simpan,
    usul_padanan,
)
from apbdes.siskeudes import TanpaMdbtools, berupa_access, ke_zip, tulis_siskeudes
from apbdes.views.versi import ambil_versi, versi_rinci
from dasar.basi import Basi
from dasar.formulir import tampil, tertolak
from dasar.permintaan import Permintaan

SESI = "impor_apbdes"
SESI_TANYA = "impor_apbdes_tanya"
SESI_LEMBAR = "impor_apbdes_lembar"
CONTOH = 12  # rows of a sheet that are shown on either side of its heading
SIMPAN_TERBESAR = 4 * 1024 * 1024  # bytes of a file that wait in the session for an answer
GALAT_TAMPIL = 300
BELUM_DICOBA = (
    "Pembacaan langsung dari basis data Siskeudes belum pernah dicoba dengan berkas asli; cocokkan jumlah setiap "
    "bagian dengan Siskeudes sebelum disimpan."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def katalog_versi(versi: VersiApbdes) -> Katalog:
    return katalog_untuk(versi.apbdes.desa.kecamatan.kabupaten, versi.apbdes.tahun)


def versi_impor(request: Permintaan, pk: int) -> HttpResponse:
    """Upload a file and see what it would do. What was read waits in the session for the confirmation."""
    versi = ambil_versi(request, pk, ubah=True)
    form = ImporForm(request.POST, request.FILES) if request.method == "POST" else ImporForm()
    if not form.is_valid():
        dijawab = PadananImpor.objects.filter(desa=versi.apbdes.desa)
        return tampil(request, "apbdes/impor.html", {"versi": versi, "form": form, "dijawab": dijawab})
    berkas = request.FILES["berkas"]
    return _periksa(request, versi, berkas.read(), berkas.name)


def _periksa(request: Permintaan, versi: VersiApbdes, isi: bytes, nama: str) -> HttpResponse:
    sekarang = muat_anggaran(versi).anggaran
    padanan = padanan_desa(versi.apbdes.desa)
    try:
        if berupa_access(isi):
            isi = ke_zip(isi)  # what waits for an answer is then small
        if bukan_buku_kerja(isi, nama):
            kertas = buka_lembar(nama, isi)
            dikenal = bentuk_dikenal(versi.apbdes.desa, kertas)
            if dikenal is None:
                return _tunjuk_kolom(request, versi, isi, nama, kertas)
            urut, bentuk = dikenal
            terbaca = baca_lembar_lain(
                kertas[urut], bentuk, versi, katalog_versi(versi), padanan=padanan, sekarang=sekarang
            )
        else:
            terbaca = baca_berkas(isi, versi, katalog_versi(versi), padanan=padanan, sekarang=sekarang)
    except TanpaMdbtools:
        return tampil(request, "apbdes/impor_mde.html", {"versi": versi, "nama": nama})
    except TidakTerbaca as salah:
        request.session.pop(SESI, None)
        if all(g.tanya for g in salah.galat) and len(isi) <= SIMPAN_TERBESAR:
            return _tanya(request, versi, isi, nama, [t for g in salah.galat for t in g.tanya])
        konteks = {"versi": versi, "nama": nama, "jumlah": len(salah.galat), "galat": salah.galat[:GALAT_TAMPIL]}
        konteks["sisa"] = len(salah.galat) - len(konteks["galat"])
        konteks["kolom"] = _ingat_lembar(request, versi, isi, nama)
        return tampil(request, "apbdes/impor_galat.html", konteks)
    request.session.pop(SESI_TANYA, None)
    if nama.lower().endswith((".mde", ".mdb")):
        terbaca.catatan.insert(0, BELUM_DICOBA)
    return _pratinjau(request, versi, terbaca, nama, sekarang)


def _ingat_lembar(request: Permintaan, versi: VersiApbdes, isi: bytes, nama: str) -> bool:
    """Keep a sheet of somebody else's while its columns are being explained; whether it is one and small enough."""
    if not bukan_buku_kerja(isi, nama) or len(isi) > SIMPAN_TERBESAR:
        return False
    request.session[SESI_LEMBAR] = {"versi": versi.pk, "nama": nama, "isi": base64.b64encode(isi).decode()}
    return True


def _tunjuk_kolom(request: Permintaan, versi: VersiApbdes, isi: bytes, nama: str, kertas: list[Kertas]) -> HttpResponse:
    if not _ingat_lembar(request, versi, isi, nama):
        raise TidakTerbaca([Galat("Lembar sebesar ini tidak dapat ditunjuk kolomnya. Pakai templat.")])
    return _halaman_kolom(request, versi, nama, kertas, None)


def versi_impor_lembar(request: Permintaan, pk: int) -> HttpResponse:
    """Point at the heading of a sheet and say which column is what; kept for sheets of that shape."""
    versi = ambil_versi(request, pk, ubah=True)
    sesi = request.session.get(SESI_LEMBAR)
    if not sesi or sesi["versi"] != versi.pk:
        return _kedaluwarsa(request, versi)
    isi, nama = base64.b64decode(sesi["isi"]), sesi["nama"]
    kertas = buka_lembar(nama, isi)
    judul = JudulForm(request.GET if "judul" in request.GET else None, kertas=kertas)
    if request.method != "POST":
        return _halaman_kolom(request, versi, nama, kertas, judul if judul.is_bound else None)
    if not judul.is_valid():
        return _kedaluwarsa(request, versi)
    dipilih = kertas[judul.cleaned_data["lembar"]]
    baris = judul.cleaned_data["judul"] - 1
    form = KolomForm(request.POST, kertas=dipilih, bentuk=Bentuk(baris, {}))
    if not form.is_valid():
        return _halaman_kolom(request, versi, nama, kertas, judul, form)
    bentuk_simpan(desa=versi.apbdes.desa, judul=dipilih.baris[baris], bentuk=form.hasil, oleh=request.user)
    return _periksa(request, versi, isi, nama)


def _halaman_kolom(
    request: Permintaan,
    versi: VersiApbdes,
    nama: str,
    kertas: list[Kertas],
    judul: JudulForm | None,
    form: KolomForm | None = None,
) -> HttpResponse:
    """`judul` None: the likeliest heading of the likeliest sheet is proposed."""
    if judul is not None and judul.is_valid():
        urut, baris = judul.cleaned_data["lembar"], judul.cleaned_data["judul"] - 1
        bentuk = Bentuk(baris, tebak_kolom(kertas[urut], baris))
    else:
        usul = [tebak(k) for k in kertas]
        urut = max(range(len(usul)), key=lambda n: len(usul[n].kolom))
        bentuk = usul[urut]
        judul = judul or JudulForm({"lembar": urut, "judul": bentuk.judul + 1}, kertas=kertas)
    form = form or KolomForm(kertas=kertas[urut], bentuk=bentuk)
    konteks = {
        "versi": versi,
        "nama": nama,
        "judul": judul,
        "form": form,
        "alamat": f"?lembar={urut}&judul={bentuk.judul + 1}",
        "contoh": [
            (n, [sel.teks(s) for s in b[: kertas[urut].lebar]])
            for n, b in enumerate(kertas[urut].baris[: bentuk.judul + CONTOH], 1)
            if n > bentuk.judul - CONTOH
        ],
        "baris_judul": bentuk.judul + 1,
    }
    salah = form.errors or judul.errors
    return render(request, "apbdes/impor_kolom.html", konteks, status=422 if salah else 200)


def _tanya(request: Permintaan, versi: VersiApbdes, isi: bytes, nama: str, tanya: list[Tanya]) -> HttpResponse:
    """Nothing but what this person can answer stands in the way: asked once, with the file kept meanwhile."""
    request.session[SESI_TANYA] = {
        "versi": versi.pk,
        "nama": nama,
        "isi": base64.b64encode(isi).decode(),
        "tanya": list(dict.fromkeys(tanya)),
    }
    usul = usul_padanan(versi.apbdes.desa, tanya, katalog_versi(versi))
    return _halaman_tanya(request, versi, PadananForm(tanya=tanya, usul=usul), nama)


def _halaman_tanya(request: Permintaan, versi: VersiApbdes, form: PadananForm, nama: str) -> HttpResponse:
    konteks = {"versi": versi, "form": form, "nama": nama, "katalog": katalog_versi(versi)}
    return render(request, "apbdes/impor_tanya.html", konteks, status=422 if form.errors else 200)


@require_POST
def versi_impor_jawab(request: Permintaan, pk: int) -> HttpResponse:
    """Keep the answers and go on with the file that they were asked about."""
    versi = ambil_versi(request, pk, ubah=True)
    sesi = request.session.get(SESI_TANYA)
    if not sesi or sesi["versi"] != versi.pk:
        return _kedaluwarsa(request, versi)
    form = PadananForm(request.POST, tanya=[Tanya(*t) for t in sesi["tanya"]], usul={})
    if form.is_valid():
        try:
            padanan_simpan(
                desa=versi.apbdes.desa, jawaban=form.jawaban, katalog=katalog_versi(versi), oleh=request.user
            )
        except ValidationError as galat:
            form.salahkan(galat)
        else:
            return _periksa(request, versi, base64.b64decode(sesi["isi"]), sesi["nama"])
    return _halaman_tanya(request, versi, form, sesi["nama"])


@require_POST
def versi_impor_lupakan(request: Permintaan, pk: int, padanan: int) -> HttpResponse:
    versi = ambil_versi(request, pk, ubah=True)
    padanan_lupakan(desa=versi.apbdes.desa, pk=padanan)
    messages.success(request, "Jawaban itu dihapus; akan ditanyakan lagi bila perlu.")
    return redirect("apbdes:versi-impor", pk=versi.pk)


def _kedaluwarsa(request: Permintaan, versi: VersiApbdes) -> HttpResponse:
    messages.warning(request, "Pratinjau ini sudah tidak berlaku. Bila belum tersimpan, unggah berkasnya sekali lagi.")
    return redirect("apbdes:versi-impor", pk=versi.pk)


def _pratinjau(
    request: Permintaan,
    versi: VersiApbdes,
    terbaca: BerkasTerbaca,
    nama: str,
    sekarang: Anggaran,
    usulan: UsulanForm | None = None,
) -> HttpResponse:
    katalog = katalog_versi(versi)
    anggaran = terbaca.anggaran
    kunci = secrets.token_urlsafe(16)
    request.session[SESI] = {
        "kunci": kunci,
        "versi": versi.pk,
        "nama": nama,
        "asal": terbaca.asal,
        "catatan": terbaca.catatan,
        "ditanya": sorted(terbaca.ditanya),
        "lengkap": terbaca.lengkap,
        "sidik": sidik_isi(versi),
        "isi": kemas(anggaran),
    }
    lama = ringkas(sekarang, katalog)
    konteks: dict[str, Any] = {
        "versi": versi,
        "nama": nama,
        "asal": terbaca.asal,
        "catatan": terbaca.catatan,
        "kunci": kunci,
        "ringkasan": ringkas(anggaran, katalog),
        "anggaran": anggaran,
        "sekarang": lama,
        "usulan": usulan or UsulanForm(anggaran=anggaran, ditanya=terbaca.ditanya, lengkap=terbaca.lengkap),
        "perbedaan": bandingkan_isi(sekarang, anggaran) if lama.banyak_baris else None,
        "putusan": _putusan(versi, anggaran, sekarang),
    }
    return render(request, "apbdes/impor_pratinjau.html", konteks)


def _putusan(versi: VersiApbdes, anggaran: Anggaran, sekarang: Anggaran) -> dict[str, Any]:
    """Per set of rules: how many verdicts of each kind this budget would have."""
    dipakai = perangkat_versi(versi)
    isi = replace(anggaran, semula=sekarang.semula, fakta={**sekarang.fakta, **anggaran.fakta})
    isi = menurut_kantor(isi, versi.apbdes.desa, dicabut=False)
    hasil = periksa_semua_perangkat(isi, dipakai.perangkat)
    perangkat = [{"nama": h.perangkat.nama, "banyak": banyak_putusan(h.hasil)} for h in hasil]
    return {"perangkat": perangkat, "rusak": dipakai.rusak}


@require_POST
def versi_impor_simpan(request: Permintaan, pk: int) -> HttpResponse:
    """Store what the preview showed, or show a new preview when the draft has changed since."""
    versi = ambil_versi(request, pk, ubah=True)
    isi = request.session.get(SESI)
    if not isi or isi["versi"] != versi.pk or isi["kunci"] != request.POST.get("kunci"):
        return _kedaluwarsa(request, versi)
    ditanya = frozenset(isi["ditanya"])
    terbaca = BerkasTerbaca(buka_kemasan(isi["isi"]), isi["asal"], isi["catatan"], ditanya, isi["lengkap"])
    usulan = UsulanForm(request.POST, anggaran=terbaca.anggaran, ditanya=ditanya, lengkap=terbaca.lengkap)
    if not usulan.is_valid():
        return _ulang(request, _salah_usulan(usulan), versi, terbaca, isi["nama"], usulan)
    anggaran = usulan.hasil
    try:
        anggaran_impor(versi=versi, anggaran=anggaran, sidik=isi["sidik"], oleh=request.user)
    except ValidationError as galat:
        if not isinstance(galat, Basi):
            return tertolak(request, galat, lambda: versi_rinci(request, versi.pk))
        return _ulang(request, galat, versi, terbaca, isi["nama"], usulan)
    del request.session[SESI]
    banyak = len(anggaran.pendapatan) + len(anggaran.belanja) + len(anggaran.pembiayaan)
    messages.success(request, f"{banyak} baris dari {isi['nama']} disimpan.")
    return redirect(versi)


def _salah_usulan(usulan: UsulanForm) -> ValidationError:
    if any(k.errors for k in usulan.pagu):
        return ValidationError("Ada pagu yang tidak terbaca; betulkan atau kosongkan.")
    return ValidationError("Ada pilihan penerima atau komponen yang tidak dikenal. Pilih lagi dari daftarnya.")


def _ulang(
    request: Permintaan,
    galat: ValidationError,
    versi: VersiApbdes,
    terbaca: BerkasTerbaca,
    nama: str,
    usulan: UsulanForm,
) -> HttpResponse:
    """The preview once more, with what was chosen in it, beside what the draft holds by now."""
    sekarang = muat_anggaran(versi).anggaran
    return tertolak(request, galat, lambda: _pratinjau(request, versi, terbaca, nama, sekarang, usulan))


def versi_templat(request: Permintaan, pk: int) -> HttpResponse:
    """The empty workbook of this version: its desa, year and kind filled in, the kabupaten's codes listed."""
    versi = ambil_versi(request, pk)
    isi = templat(muat_anggaran(versi, dengan_semula=False).anggaran, katalog_versi(versi), fakta_untuk(versi))
    return unduh(isi, nama_berkas(versi, "templat"), "xlsx")


def versi_ekspor(request: Permintaan, pk: int, bentuk: str) -> HttpResponse:
    versi = ambil_versi(request, pk)
    anggaran = muat_anggaran(versi, dengan_semula=False).anggaran
    bahan = anggaran, katalog_versi(versi), fakta_untuk(versi)
    if bentuk == "xlsx":
        return unduh(tulis(*bahan), nama_berkas(versi, "apbdes"), "xlsx")
    if bentuk == "siskeudes":
        return unduh(tulis_siskeudes(*bahan), nama_berkas(versi, "siskeudes"), "zip")
    raise Http404


def nama_berkas(versi: VersiApbdes, awal: str) -> str:
    urut = "murni" if versi.perubahan_ke == 0 else f"perubahan-{versi.perubahan_ke}"
    perbaikan = f"-perbaikan-{versi.perbaikan_ke}" if versi.perbaikan_ke else ""
    return f"{awal}-{versi.apbdes.desa.kode}-{versi.apbdes.tahun}-{urut}{perbaikan}"


def unduh(isi: bytes, nama: str, akhiran: str) -> HttpResponse:
    jenis = {"xlsx": XLSX, "zip": "application/zip", "pdf": "application/pdf"}[akhiran]
    return HttpResponse(
        isi, content_type=jenis, headers={"Content-Disposition": f'attachment; filename="{nama}.{akhiran}"'}
    )
