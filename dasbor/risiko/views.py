"""Whom to visit next: the order with its arithmetic, the factors with their sources, and focus villages from it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from dasbor.bahan import PEMBACA_KECAMATAN, keadaan_kecamatan
from dasbor.pilih import kecamatan_dipilih
from dasbor.risiko.faktor import himpunan_berlaku
from dasbor.risiko.forms import LokusUsulanForm
from dasbor.risiko.hitung import urutkan
from desa.enums import JenisDesa
from perut.queries import program_untuk
from perut.services.program import lokus_simpan_banyak


def urutan(request: Permintaan) -> HttpResponse:
    """Every village of the kecamatan, the one to visit first on top, each with what weighs most."""
    pilihan = kecamatan_dipilih(request)
    himpunan = himpunan_berlaku()
    keadaan = keadaan_kecamatan(request.user, pilihan.kecamatan) if pilihan.kecamatan else []
    konteks = {"pilihan": pilihan, "himpunan": himpunan, "urutan": urutkan(keadaan, himpunan), "bagian": "urutan"}
    return render(request, "dasbor/urutan.html", konteks)


def urutan_desa(request: Permintaan, pk: int) -> HttpResponse:
    """One village: each factor with its figure, its points and its source."""
    semua = request.user.desa_terlihat(*PEMBACA_KECAMATAN).filter(jenis=JenisDesa.DESA)
    desa = get_object_or_404(semua.select_related("kecamatan__kabupaten"), pk=pk)
    himpunan = himpunan_berlaku()
    urut = urutkan(keadaan_kecamatan(request.user, desa.kecamatan), himpunan)
    ke, risiko = next((n, r) for n, r in enumerate(urut, 1) if r.desa == desa)
    konteks = {
        "desa": desa,
        "risiko": risiko,
        "ke": ke,
        "banyak": len(urut),
        "himpunan": himpunan,
        "boleh_perintah": request.user.has_perm("perut.perintahkan_kunjungan", desa),
    }
    return render(request, "dasbor/urutan_desa.html", konteks)


def urutan_faktor(request: Permintaan) -> HttpResponse:
    """The factors as they are in the file: source, measure, rungs; and what is not measured, and why."""
    return render(request, "dasbor/urutan_faktor.html", {"himpunan": himpunan_berlaku()})


def lokus_usulan(request: Permintaan, pk: int) -> HttpResponse:
    """Choose focus villages of a programme in the order of risk, the reason written for each. Pedoman PERUT B.2."""
    program = get_object_or_404(program_untuk(request.user).select_related("kecamatan__kabupaten"), pk=pk)
    if not request.user.has_perm("perut.kelola_program", program):
        raise PermissionDenied("Program dikelola oleh verifikator kecamatan yang bersangkutan.")
    sudah = set(program.lokus.values_list("desa", flat=True))
    urut = urutkan(keadaan_kecamatan(request.user, program.kecamatan), himpunan_berlaku())
    form = LokusUsulanForm(terkirim(request), risiko=[r for r in urut if r.desa.pk not in sudah])
    if request.method == "POST" and form.is_valid():
        lokus = form.lokus(program)
        try:
            lokus_simpan_banyak(lokus=lokus, petugas=[], oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"{len(lokus)} desa lokus ditambahkan. Petugasnya ditunjuk pada setiap lokus.")
            return redirect("perut:program-rinci", pk=program.pk)
    return tampil(request, "dasbor/lokus_usulan.html", {"program": program, "form": form, "sudah": len(sudah)})
