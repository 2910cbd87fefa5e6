"""The pages of a room's instruments: list, one form, editor, publish, withdraw. Written once for every room."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from akun.forms import AlasanForm
from akun.kebijakan import kebijakan_untuk
from akun.models import Pengguna
from dasar.alur import Tindakan, Transisi, sejak_dari
from dasar.formulir import bilangan, salahkan, tampil, terkirim, tertolak
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.nama import sela
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from desa.models import Kabupaten, Kecamatan
from instrumen import services
from instrumen.acuan import tanpa_formulir
from instrumen.alur import TRANSISI_FORMULIR
from instrumen.daftar import FormulirDaftar, asal_formulir
from instrumen.editor import Editor, perbedaan, susun_ulang
from instrumen.enums import StatusInstrumen
from instrumen.forms import UNTUK_SEMUA, milik_kelolaan, sebutan_milik
from instrumen.jenis import JenisFormulir
from instrumen.models import FormulirBerversi


class CatatanTerbitForm(forms.Form):
    alasan = forms.CharField(
        label="Apa yang berubah, dan mengapa",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Boleh dikosongkan. Tercatat dalam riwayat formulir.",
    )


@dataclass(frozen=True)
class HalamanFormulir:
    jenis: JenisFormulir
    ruang: str  # its URL namespace
    relasi: str  # the related name of its rows
    keterangan: str
    berkas: Callable[[], list[dict[str, Any]]]  # the files of the regulations, oldest first
    editor: type[Editor]
    form_buat: type[Any]
    awal: Callable[[], dict[str, Any]]  # what a new form has beside its head
    baca_baris: Callable[[Any], Any]  # the rows for the page of one form
    templat_baris: str  # rows to read
    templat_isian: str  # one row to write
    cetak: str = ""  # the URL name of the form on paper, where the room has one

    def url(self, nama: str, *args: object) -> str:
        return reverse(f"{self.ruang}:formulir-{nama}", args=args)

    def urls(self) -> list[URLPattern]:
        return [
            path("formulir/", FormulirDaftar.as_view(halaman=self), name="formulir-daftar"),
            path("formulir/buat/", self.buat, name="formulir-buat"),
            path("formulir/<int:pk>/", self.rinci, name="formulir-rinci"),
            path("formulir/<int:pk>/ubah/", self.ubah, name="formulir-ubah"),
            path("formulir/<int:pk>/salin/", require_POST(self.salin), name="formulir-salin"),
            path("formulir/<int:pk>/terbitkan/", self.terbitkan, name="formulir-terbitkan"),
            path("formulir/<int:pk>/tarik/", self.tarik, name="formulir-tarik"),
            path("formulir/<int:pk>/hapus/", self.hapus, name="formulir-hapus"),
        ]

    def tanpa_formulir(self, pengguna: Pengguna) -> list[dict[str, Any]]:
        """The bidang for which no regulation has a form in force, each with the ones that were made here."""
        kosong = tanpa_formulir(self.berkas())
        ada = list(
            self.jenis.model.objects.untuk(pengguna)
            .terbaru()
            .filter(nomor_bidang__in=[t["nomor_bidang"] for t in kosong])
            .select_related("kecamatan", "kabupaten")
        )
        dimuat = {f.nomor_bidang for f in ada if f.acuan}
        return [
            t | {"buatan": [f for f in ada if f.nomor_bidang == t["nomor_bidang"]]}
            for t in kosong
            if t["nomor_bidang"] not in dimuat
        ]

    def ambil(self, request: Permintaan, pk: int, *, kelola: bool = False) -> Any:
        """A form that this person may read (else 404); to change it one must keep it (else 403)."""
        semua = self.jenis.model.objects.untuk(request.user).berkeadaan()
        formulir = get_object_or_404(
            semua.select_related("kecamatan", "kabupaten", "disalin_dari__kecamatan", "disalin_dari__kabupaten"), pk=pk
        )
        if kelola and not self.jenis.boleh(request.user, formulir):
            raise PermissionDenied(services.BUKAN_PENGELOLA)
        return formulir

    def rinci(self, request: Permintaan, pk: int) -> HttpResponse:
        return self._rinci(request, self.ambil(request, pk))

    def _rinci(self, request: Permintaan, formulir: Any) -> HttpResponse:
        sekeluarga = self.jenis.model.objects.untuk(request.user).berkeadaan()
        sekeluarga = (
            sekeluarga.select_related("kecamatan", "kabupaten")
            .filter(**formulir.pemilik, kode=formulir.kode)
            .exclude(pk=formulir.pk)
        )
        kelola = self.jenis.boleh(request.user, formulir)
        konteks = self._konteks(formulir) | {
            "baris": self.baca_baris(formulir),
            "asal": asal_formulir(formulir),
            "dipakai": formulir.lembar.count(),
            "versi_lain": sekeluarga.order_by("-versi"),
            "riwayat": formulir.riwayat.select_related("oleh"),
            "kelola": kelola,
            "tindakan": self._tindakan(formulir) if kelola else [],
            "salinan": self._salinan(request.user, formulir),
            "url_cetak": self._url_cetak(request.user, formulir),
        }
        return render(request, "komponen/instrumen/rinci.html", konteks)

    def _konteks(self, formulir: FormulirBerversi) -> dict[str, Any]:
        return {"halaman": self, "formulir": formulir, "url_daftar": self.url("daftar")}

    def _url_cetak(self, pengguna: Pengguna, formulir: FormulirBerversi) -> str:
        aturan = kebijakan_untuk(self.cetak, [self.ruang]) if self.cetak else None
        peran = pengguna.peran_di(formulir.kecamatan) if formulir.kecamatan else pengguna.peran
        return reverse(self.cetak, args=[formulir.pk]) if aturan and peran & frozenset(aturan) else ""

    def _tindakan(self, formulir: FormulirBerversi) -> list[Tindakan]:
        hasil = []
        sejak = sejak_dari(formulir)
        for t in TRANSISI_FORMULIR:
            if formulir.status in t.dari:
                url = self.url(t.aksi, formulir.pk)
                hasil.append(Tindakan(t, url, sejak, t.kekurangan(formulir), berhalaman=True))
        return hasil

    def _salinan(self, pengguna: Pengguna, formulir: FormulirBerversi) -> list[tuple[str, str]]:
        """For whom this person may copy this form: what to send, and what the button says."""
        if formulir.status == StatusInstrumen.DRAF:
            return []
        return [
            (kunci, "Buat versi baru" if wilayah == formulir.wilayah else f"Salin untuk {_untuk(wilayah)}")
            for kunci, wilayah in milik_kelolaan(pengguna).items()
        ]

    def buat(self, request: Permintaan) -> HttpResponse:
        """Begin a form of one's own, for example for a bidang that the regulation leaves out."""
        if not self.jenis.boleh(request.user, None):
            raise PermissionDenied(services.BUKAN_PENGELOLA)
        kosong = self.jenis.model(**self.awal())
        form = self.form_buat(
            terkirim(request), instance=kosong, pengguna=request.user, initial=self._saran(request.GET.get("bidang"))
        )
        if request.method == "POST" and form.is_valid():
            try:
                formulir = services.formulir_buat(jenis=self.jenis, formulir=form.baru(), oleh=request.user)
            except ValidationError as galat:
                salahkan(form, galat)
            else:
                messages.success(request, f"Draf dibuat. Tambahkan {self.jenis.sebutan_baris}nya, lalu terbitkan.")
                return redirect(self.url("ubah", formulir.pk))
        konteks = {"halaman": self, "form": form, "url_daftar": self.url("daftar")}
        return tampil(request, "komponen/instrumen/buat.html", konteks)

    def _saran(self, bidang: str | None) -> dict[str, Any]:
        for t in tanpa_formulir(self.berkas()):
            if str(t["nomor_bidang"]) == bidang:
                judul = f"{self.jenis.sebutan.capitalize()} {t['bidang']}"
                isi = {k: t[k] for k in ("nomor_bidang", "bidang")}
                return isi | {"kode": f"K.{bidang}", "judul": judul, "berlaku_sejak": hari_ini_pembaca()}
        return {}

    def salin(self, request: Permintaan, pk: int) -> HttpResponse:
        asal = self.ambil(request, pk)
        milik = request.POST.get("milik", "")
        kelolaan = milik_kelolaan(request.user)
        if milik != UNTUK_SEMUA and milik not in kelolaan:
            raise PermissionDenied(services.BUKAN_PENGELOLA)
        wilayah = kelolaan.get(milik)
        pemilik: dict[str, Any] = {
            "kecamatan": wilayah if isinstance(wilayah, Kecamatan) else None,
            "kabupaten": wilayah if isinstance(wilayah, Kabupaten) else None,
        }
        try:
            draf = services.formulir_salin(jenis=self.jenis, asal=asal, oleh=request.user, **pemilik)
        except ValidationError as galat:
            messages.warning(request, galat.messages[0])
            sudah = self.jenis.model.objects.filter(**pemilik, kode=asal.kode, status="draf").first()
            return redirect(sudah or asal)
        messages.success(request, f"{draf.sebutan} dibuat sebagai draf. Ubah seperlunya, lalu terbitkan.")
        return redirect(self.url("ubah", draf.pk))

    def ubah(self, request: Permintaan, pk: int) -> HttpResponse:
        formulir = self.ambil(request, pk, kelola=True)
        konteks = self._konteks(formulir) | {"revisi": formulir.revisi}
        if request.method != "POST":
            if not formulir.dapat_diubah:
                messages.warning(request, f"{formulir.sebutan} sudah terbit, jadi isinya tetap. Buat versi baru.")
                return redirect(formulir)
            return render(request, "komponen/instrumen/ubah.html", konteks | {"editor": self.editor.buka(formulir)})
        dikirim = bilangan(request.POST, "revisi")
        konteks["revisi"] = -1 if dikirim is None else dikirim
        if (data := susun_ulang(request.POST)) is not None:
            editor = self.editor.buka(formulir, data)
            return render(
                request, "komponen/instrumen/ubah.html", konteks | {"editor": editor, "diubah": True, "disusun": True}
            )
        editor = self.editor.buka(formulir, request.POST)
        konteks |= {"editor": editor, "diubah": True}
        if not editor.sah():
            return tampil(request, "komponen/instrumen/ubah.html", konteks)
        try:
            hasil = services.formulir_simpan(
                jenis=self.jenis, formulir=formulir, revisi=konteks["revisi"], isi=editor.isi(), oleh=request.user
            )
        except ValidationError as galat:
            kini = self.jenis.model.objects.get(pk=pk)
            konteks |= {
                "konflik": galat.messages[0],
                "perbedaan": perbedaan(self.jenis, self.jenis.isi(kini), editor.isi()),
                "revisi": kini.revisi,
                "terkunci": not kini.dapat_diubah,
            }
            return tampil(request, "komponen/instrumen/ubah.html", konteks)
        messages.success(request, "Draf disimpan.")
        return redirect(hasil)

    @property
    def meja(self) -> Meja[Any]:
        return Meja(
            benda="formulir",
            tabel=TRANSISI_FORMULIR,
            kerja={
                "terbitkan": partial(services.formulir_terbitkan, jenis=self.jenis),
                "tarik": services.formulir_tarik,
            },
            tanya={"terbitkan": self._tanya_terbit, "tarik": self._tanya_tarik},
            rinci=self._rinci,
            selesai=_selesai,
            penolakan=lambda *_: services.BUKAN_PENGELOLA,
        )

    def terbitkan(self, request: Permintaan, pk: int) -> HttpResponse:
        return putuskan(request, self.meja, self.ambil(request, pk, kelola=True), "terbitkan")

    def tarik(self, request: Permintaan, pk: int) -> HttpResponse:
        return putuskan(request, self.meja, self.ambil(request, pk, kelola=True), "tarik")

    def _tanya_terbit(self, request: Permintaan, formulir: Any, transisi: Transisi) -> Tanya:
        form = CatatanTerbitForm(terkirim(request))
        lama = self.jenis.model.objects.terbaru().filter(**formulir.pemilik, kode=formulir.kode).first()
        return self._tanya(form, formulir, transisi, lama=lama)

    def _tanya_tarik(self, request: Permintaan, formulir: Any, transisi: Transisi) -> Tanya:
        lain = self.jenis.model.objects.terbit().filter(**formulir.pemilik, kode=formulir.kode)
        lama = lain.exclude(pk=formulir.pk).order_by("-berlaku_sejak", "-versi").first()
        return self._tanya(
            AlasanForm(terkirim(request)), formulir, transisi, lama=lama, dipakai=formulir.lembar.count()
        )

    def _tanya(self, form: forms.Form, formulir: Any, transisi: Transisi, **konteks: object) -> Tanya:
        konteks |= self._konteks(formulir) | {
            "remah": "komponen/instrumen/_remah.html",
            "langkah": transisi.label,
            "judul": f"{transisi.label} {formulir.sebutan}",
        }
        return Tanya(form, lambda: form.cleaned_data, "komponen/instrumen/putuskan.html", konteks)

    def hapus(self, request: Permintaan, pk: int) -> HttpResponse:
        """Ask, then throw a draft away."""
        formulir = self.ambil(request, pk, kelola=True)
        if request.method == "POST":
            try:
                services.formulir_hapus(jenis=self.jenis, formulir=formulir, oleh=request.user)
            except ValidationError as galat:
                return tertolak(request, galat, lambda: self._rinci(request, formulir))
            messages.success(request, f"Draf {formulir.sebutan} dihapus.")
            return redirect(self.url("daftar"))
        if not formulir.dapat_diubah:
            messages.warning(request, f"{formulir.sebutan} sudah terbit, jadi tidak dapat dihapus.")
            return redirect(formulir)
        return render(request, "komponen/instrumen/hapus.html", self._konteks(formulir))


def _untuk(wilayah: Kecamatan | Kabupaten | None) -> str:
    """Inside a sentence."""
    return sela(sebutan_milik(wilayah)) if not isinstance(wilayah, Kecamatan) else str(wilayah)


def _selesai(request: Permintaan, formulir: FormulirBerversi, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi].format(formulir.sebutan))
    return redirect(formulir)


PESAN = {
    "terbitkan": "{} terbit. Pekerjaan baru memakai versi ini; yang sudah dimulai tetap memakai versinya.",
    "tarik": "{} ditarik. Tidak ditawarkan lagi untuk pekerjaan baru.",
}
