"""The year's programme, its focus villages, and the schedule drawn up from it."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from akun.kebijakan import boleh_membuka
from dasar.daftar import Daftar
from dasar.formulir import salahkan, tampil, terkirim
from dasar.konflik import disimpan
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini, hari_ini_pembaca
from perut.enums import StatusKunjungan
from perut.filters import ProgramFilter
from perut.forms.program import LokusBanyakForm, LokusForm, ProgramForm, SusunForm
from perut.kapasitas import usulan_tema
from perut.models import Kunjungan, Lokus, Program
from perut.queries import kecamatan_kelolaan, program_untuk
from perut.services.jadwal import jadwal_susun
from perut.services.program import lokus_hapus, lokus_simpan, lokus_simpan_banyak, program_simpan
from perut.tables import ProgramTable
from perut.usulan import jadwal_usulkan

BUKAN_PENGELOLA = "Program dikelola oleh verifikator kecamatan yang bersangkutan."


class ProgramDaftar(Daftar):
    table_class = ProgramTable
    filterset_class = ProgramFilter
    template_name = "perut/program_daftar.html"
    judul = "Program PERUT"
    keterangan = "Rencana setahun: desa lokus, frekuensi kunjungan, dan temanya."

    def get_queryset(self):
        return (
            program_untuk(self.request.user)
            .select_related("kecamatan")
            .annotate(
                jumlah_lokus=Count("lokus", distinct=True, filter=Q(lokus__desa__in=self.request.user.desa_terlihat())),
                jumlah_kunjungan=Count(
                    "kunjungan", distinct=True, filter=Q(kunjungan__in=Kunjungan.objects.untuk(self.request.user))
                ),
            )
            .order_by("-tahun", "kecamatan__kode")
        )

    def get_kosong(self) -> dict[str, str]:
        kosong = {"judul": "Belum ada program", "saran": "Program disusun oleh verifikator kecamatan."}
        if self.request.user.has_perm("perut.kelola_program"):
            kosong |= {
                "saran": "Mulailah dengan program tahun ini, lalu tambahkan desa lokusnya.",
                "url": reverse("perut:program-buat"),
                "tombol": "Buat program",
            }
        return kosong


def ambil_program(request: Permintaan, pk: int, *, kelola: bool = False) -> Program:
    """A programme of the person's regions (else 404); to change it one must manage it (else 403)."""
    program = get_object_or_404(program_untuk(request.user).select_related("kecamatan__kabupaten"), pk=pk)
    if kelola and not request.user.has_perm("perut.kelola_program", program):
        raise PermissionDenied(BUKAN_PENGELOLA)
    return program


def program_rinci(request: Permintaan, pk: int) -> HttpResponse:
    program = ambil_program(request, pk)
    kunjungan = Kunjungan.objects.untuk(request.user).filter(program=program)
    hitungan = dict(kunjungan.order_by().values_list("status").annotate(Count("pk")))
    terlihat = program.lokus.filter(desa__in=request.user.desa_terlihat())
    lokus = list(terlihat.select_related("desa__kecamatan", "program").prefetch_related("petugas"))
    konteks = {
        "program": program,
        "lokus": lokus,
        "hitungan": [(s, s.label, hitungan[s]) for s in StatusKunjungan if s in hitungan],
        "jumlah": sum(hitungan.values()),
        "usulan": usulan_tema([k.desa for k in lokus]),
        "kelola": request.user.has_perm("perut.kelola_program", program),
        "boleh_evaluasi": boleh_membuka(request.user, "laporan:program-rinci"),
    }
    return render(request, "perut/program_rinci.html", konteks)


def program_buat(request: Permintaan) -> HttpResponse:
    if not kecamatan_kelolaan(request.user).exists():
        raise PermissionDenied(BUKAN_PENGELOLA)
    return _program(request, Program(tahun=hari_ini_pembaca().year))


def program_ubah(request: Permintaan, pk: int) -> HttpResponse:
    return _program(request, ambil_program(request, pk, kelola=True))


def _program(request: Permintaan, program: Program) -> HttpResponse:
    baru = program.pk is None
    form = ProgramForm(terkirim(request), instance=program, pengguna=request.user)

    def simpan() -> None:
        program_simpan(program=program, versi=form.versi, oleh=request.user)

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, "Program disimpan. Tambahkan desa lokusnya." if baru else "Program disimpan.")
        return redirect("perut:program-rinci", pk=program.pk)
    konteks = {
        "form": form,
        "judul": "Program baru" if baru else f"Ubah {program}",
        "program": None if baru else program,
        "batal": reverse("perut:program-daftar") if baru else reverse("perut:program-rinci", args=[program.pk]),
    }
    return tampil(request, "perut/program_form.html", konteks)


def lokus_tambah(request: Permintaan, pk: int) -> HttpResponse:
    return _lokus(request, Lokus(program=ambil_program(request, pk, kelola=True)), "Tambah desa lokus")


def lokus_banyak(request: Permintaan, pk: int) -> HttpResponse:
    """Several focus villages in one step, each with its own theme."""
    program = ambil_program(request, pk, kelola=True)
    form = LokusBanyakForm(terkirim(request), program=program)
    if request.method == "POST" and form.is_valid():
        lokus = form.lokus(program)
        try:
            lokus_simpan_banyak(lokus=lokus, petugas=form.cleaned_data["petugas"], oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"{len(lokus)} desa lokus ditambahkan.")
            return redirect("perut:program-rinci", pk=pk)
    return tampil(request, "perut/lokus_banyak.html", {"form": form, "program": program})


def lokus_ubah(request: Permintaan, pk: int, lokus: int) -> HttpResponse:
    program = ambil_program(request, pk, kelola=True)
    objek = get_object_or_404(program.lokus.select_related("desa", "program__kecamatan"), pk=lokus)
    return _lokus(request, objek, f"Ubah lokus {objek.desa}")


def _lokus(request: Permintaan, lokus: Lokus, judul: str) -> HttpResponse:
    form = LokusForm(terkirim(request), instance=lokus)

    def simpan() -> None:
        lokus_simpan(lokus=lokus, petugas=form.cleaned_data["petugas"], versi=form.versi, oleh=request.user)

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, f"Lokus {lokus.desa} disimpan.")
        return redirect("perut:program-rinci", pk=lokus.program_id)
    konteks = {
        "form": form,
        "judul": judul,
        "program": lokus.program,
        "usulan": usulan_tema([lokus.desa] if lokus.pk else []),
        "batal": reverse("perut:program-rinci", args=[lokus.program_id]),
    }
    return tampil(request, "perut/program_form.html", konteks)


def lokus_lepas(request: Permintaan, pk: int, lokus: int) -> HttpResponse:
    """Ask, then take a village out of focus."""
    program = ambil_program(request, pk, kelola=True)
    objek = get_object_or_404(program.lokus.select_related("desa", "program__kecamatan"), pk=lokus)
    if request.method == "POST":
        lokus_hapus(lokus=objek, oleh=request.user)
        messages.success(request, f"{objek.desa} tidak lagi menjadi lokus.")
        return redirect("perut:program-rinci", pk=pk)
    konteks = {"program": program, "lokus": objek, "kunjungan": program.kunjungan.filter(desa=objek.desa).count()}
    return render(request, "perut/lokus_hapus.html", konteks)


def program_jadwal(request: Permintaan, pk: int) -> HttpResponse:
    """Show the proposed visits of a range; store them when they are still the ones that were shown."""
    program = ambil_program(request, pk, kelola=True)
    form = SusunForm(request.POST or request.GET or None, initial=_rentang_awal(program))
    konteks = {"program": program, "form": form}
    if form.is_bound and form.is_valid():
        rentang = {"mulai": form.cleaned_data["mulai"], "sampai": form.cleaned_data["sampai"]}
        try:
            if request.method == "POST":
                sidik = request.POST.get("sidik", "")
                hasil = jadwal_susun(program=program, oleh=request.user, sidik=sidik, **rentang)
                messages.success(request, f"{len(hasil.kunjungan)} rencana kunjungan disimpan.")
                for kalimat in hasil.laporan:
                    messages.warning(request, kalimat)
                return redirect("perut:program-rinci", pk=pk)
        except ValidationError as galat:
            salahkan(form, galat)
        try:
            konteks["usulan"] = jadwal_usulkan(program=program, **rentang)
        except ValidationError as galat:
            if not form.errors:
                salahkan(form, galat)
    return tampil(request, "perut/program_jadwal.html", konteks)


def _rentang_awal(program: Program) -> dict[str, date]:
    besok = hari_ini(program.kecamatan) + timedelta(days=1)
    return {"mulai": max(besok, date(program.tahun, 1, 1)), "sampai": date(program.tahun, 12, 31)}
