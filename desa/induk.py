"""The pages of a table of the administration: one row added or changed, asked about before it is deleted.

A room gives its form and its rows; what is saved goes the way of all master data (services/data.py): under the row's
lock, with history, and a second window's change is shown and not overwritten.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dasar.basi import Basi
from dasar.formulir import tampil, tertolak
from dasar.konflik import Berversi, disimpan, versi_terbaca
from dasar.permintaan import Permintaan
from desa.models import RiwayatData
from desa.services.data import data_hapus, data_simpan

RIWAYAT_MAKS = 20


@dataclass(frozen=True)
class Induk:
    """`awalan` begins its URL names: -daftar, and -hapus where `dihapus`. `akibat` is said after every change."""

    sebutan: str
    judul: str
    awalan: str
    petunjuk: str = ""
    akibat: str = ""
    dihapus: bool = True

    @property
    def url_daftar(self) -> str:
        return reverse(f"{self.awalan}-daftar")

    def isi(self, request: Permintaan, form: Any, objek: Any) -> HttpResponse:
        """The page with the form, and what follows when it is sent."""
        baru = objek.pk is None

        def simpan() -> None:
            data_simpan(objek=objek, kolom=form.kolom, versi=form.versi, oleh=request.user)

        if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
            self._kabari(request, objek, "dicatat" if baru else "disimpan")
            return redirect(self.url_daftar)
        konteks = {"induk": self, "form": form, "objek": None if baru else objek}
        if not baru:
            konteks["riwayat"] = RiwayatData.objects.tentang(objek)[:RIWAYAT_MAKS]
            konteks["url_hapus"] = reverse(f"{self.awalan}-hapus", args=[objek.pk]) if self.dihapus else ""
        return tampil(request, "komponen/induk_ubah.html", konteks)

    def hapus(self, request: Permintaan, objek: Berversi, konteks: dict[str, Any] | None = None) -> HttpResponse:
        """Ask; then delete the row of the version that was seen."""

        def tanya() -> HttpResponse:
            return render(request, "komponen/induk_hapus.html", {"induk": self, "objek": objek, **(konteks or {})})

        if request.method != "POST":
            return tanya()
        try:
            data_hapus(objek=objek, versi=versi_terbaca(request.POST), oleh=request.user)
        except Basi as basi:
            objek.refresh_from_db()
            return tertolak(request, basi, tanya)
        except ProtectedError:
            kalimat = f"{objek} sudah dipakai, jadi tidak dapat dihapus."
            return tertolak(request, ValidationError(kalimat), tanya)
        except ValidationError as galat:
            messages.error(request, galat.messages[0])
        else:
            self._kabari(request, objek, "dihapus")
        return redirect(self.url_daftar)

    def _kabari(self, request: Permintaan, objek: Berversi, kerja: str) -> None:
        messages.success(request, f"{objek} {kerja}. {self.akibat}".strip())
