"""Perangkat, BPD and LKD: the same pages for the three kinds of people of a village."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dasar.basi import Basi
from dasar.daftar import Daftar
from dasar.formulir import tampil, terkirim, tertolak
from dasar.induk import TabelInduk, selisih
from dasar.konflik import disimpan, versi_wajib
from dasar.permintaan import Permintaan
from desa.filters import saringan_pejabat
from desa.forms import form_pejabat, kolom_sk
from desa.models import Desa, Pejabat, RiwayatData
from desa.penjaga import PENANDA, boleh_sahkan, kolom_terjaga, usulkan
from desa.services.data import data_hapus, data_simpan
from desa.tabel import BPD, LKD, PERANGKAT, TABEL
from desa.tables import tabel_pejabat
from desa.tambahan import tambahan_untuk

FORM = {tabel.kunci: form_pejabat(tabel) for tabel in TABEL.values()}


class PejabatDaftar(Daftar):
    """`tabel` is the kind. A new person is added where it is clear in which village."""

    tabel: TabelInduk
    template_name = "desa/pejabat_daftar.html"

    def get_queryset(self) -> models.QuerySet:
        terlihat = self.request.user.desa_tercakup()
        return self.tabel.model._default_manager.filter(desa__in=terlihat).select_related("desa__kecamatan")

    def desa_dipilih(self) -> Desa | None:
        terlihat = self.request.user.desa_tercakup().select_related("kecamatan")
        if kode := self.request.GET.get("desa", "").replace("\x00", ""):  # PostgreSQL refuses the question itself
            return terlihat.filter(kode=kode).first()
        dua = list(terlihat[:2])
        return dua[0] if len(dua) == 1 else None

    def get_kosong(self) -> dict[str, str]:
        return {
            "judul": f"Belum ada {self.tabel.sebutan}",
            "saran": "Buka halaman desa untuk mencatat orang pertama.",
            "url": reverse("desa:desa-daftar"),
            "tombol": "Buka daftar desa",
        }

    def get_context_data(self, **kwargs):
        desa = self.desa_dipilih()
        boleh = desa is not None and self.request.user.has_perm("desa.kelola_perangkat", desa)
        return super().get_context_data(
            tabel=self.tabel,
            desa=desa,
            url_tambah=_url(self.tabel, "tambah", desa.pk) if boleh else "",
            boleh_catat=self.request.user.has_perm("desa.kelola_perangkat"),
            url_impor=reverse(f"desa:{self.tabel.kunci}-impor"),
            url_unduh=[reverse(f"desa:{self.tabel.kunci}-ekspor", args=[jenis]) for jenis in ("xlsx", "csv")],
            **kwargs,
        )


class PerangkatDaftar(PejabatDaftar):
    judul = "Perangkat desa"
    tabel = PERANGKAT
    table_class = tabel_pejabat(PERANGKAT)
    filterset_class = saringan_pejabat(PERANGKAT)


class BPDDaftar(PejabatDaftar):
    judul = "Anggota BPD"
    tabel = BPD
    table_class = tabel_pejabat(BPD)
    filterset_class = saringan_pejabat(BPD)


class LKDDaftar(PejabatDaftar):
    judul = "Pengurus LKD"
    tabel = LKD
    table_class = tabel_pejabat(LKD)
    filterset_class = saringan_pejabat(LKD)


DAFTAR = {"perangkat": PerangkatDaftar, "bpd": BPDDaftar, "lkd": LKDDaftar}


def tambah(request: Permintaan, pk: int, kunci: str) -> HttpResponse:
    desa = get_object_or_404(request.user.desa_tercakup().select_related("kecamatan"), pk=pk)
    return _isi(request, TABEL[kunci], TABEL[kunci].model(desa=desa))


def ubah(request: Permintaan, pk: int, kunci: str) -> HttpResponse:
    return _isi(request, TABEL[kunci], _ambil(request, TABEL[kunci], pk))


def hapus(request: Permintaan, pk: int, kunci: str) -> HttpResponse:
    """Delete a person after asking; whoever stands on an attendance list stays, and ends the term instead."""
    tabel = TABEL[kunci]
    orang = _ambil(request, tabel, pk)
    _periksa(request, orang.desa)
    konteks = {"orang": orang, "desa": orang.desa, "url_ubah": _url(tabel, "ubah", orang.pk)}
    if request.method != "POST":
        return render(request, "desa/pejabat_hapus.html", konteks)
    try:
        data_hapus(objek=orang, versi=versi_wajib(request.POST), oleh=request.user)
    except models.ProtectedError:
        galat = ValidationError(
            f"{orang.nama} tercatat di daftar hadir kunjungan, jadi tidak dapat dihapus. "
            "Bila sudah tidak menjabat, isi akhir masa jabatannya."
        )
        return tertolak(request, galat, lambda: render(request, "desa/pejabat_hapus.html", konteks))
    except Basi as basi:
        konteks["orang"] = basi.tersimpan
        return tertolak(request, basi, lambda: render(request, "desa/pejabat_hapus.html", konteks))
    except ValidationError as galat:
        messages.error(request, galat.messages[0])
        return redirect("desa:desa-rinci", orang.desa_id)
    messages.success(request, f"{orang.nama} dihapus dari daftar {tabel.sebutan}.")
    return redirect("desa:desa-rinci", orang.desa_id)


def _url(tabel: TabelInduk, kerja: str, pk: int) -> str:
    return reverse(f"desa:{tabel.kunci}-{kerja}", args=[pk])


def _url_akun(request: Permintaan, tabel: TabelInduk, orang: Pejabat) -> str:
    """Where the person's account is named; kept by the room above, for those who sign."""
    boleh = tabel is not LKD and request.user.has_perm("desa.tautkan_akun", orang)
    return reverse(f"akun:{tabel.kunci}-akun", args=[orang.pk]) if boleh else ""


def _ambil(request: Permintaan, tabel: TabelInduk, pk: int) -> Pejabat:
    terlihat = tabel.model._default_manager.filter(desa__in=request.user.desa_tercakup())
    return get_object_or_404(terlihat.select_related("desa__kecamatan"), pk=pk)


def _periksa(request: Permintaan, desa: Desa) -> None:
    if not request.user.has_perm("desa.kelola_perangkat", desa):
        raise PermissionDenied("Data ini dikelola oleh sekretaris desanya atau oleh kecamatan.")


def _isi(request: Permintaan, tabel: TabelInduk, orang: Any) -> HttpResponse:
    _periksa(request, orang.desa)
    baru = orang.pk is None
    mengusulkan = type(orang) in PENANDA and not boleh_sahkan(request.user, orang.desa)
    form = FORM[tabel.kunci](terkirim(request), request.FILES or None, instance=orang)
    if mengusulkan:
        form.fields["sk_berkas"] = kolom_sk()
    tambahan = tambahan_untuk(request.user, orang, terkirim(request))
    hasil: list[Any] = []
    kalimat: list[str] = []

    def simpan() -> None:
        kolom = form.kolom
        lama = None if baru else tabel.model._default_manager.filter(pk=orang.pk).first()
        terjaga = kolom_terjaga(orang, selisih(lama, orang, kolom)) if mengusulkan else []
        if terjaga and lama and form.versi not in (None, lama.versi):
            raise Basi("Data", tersimpan=lama)
        langsung = [k for k in kolom if k not in terjaga] if lama or not terjaga else []
        with transaction.atomic():
            if langsung:
                data_simpan(objek=orang, kolom=langsung, versi=form.versi, oleh=request.user)
            if terjaga:
                isi = {"kolom": terjaga if lama else kolom, "berkas": form.cleaned_data["sk_berkas"]}
                hasil.append(usulkan(kunci=tabel.kunci, objek=orang, oleh=request.user, **isi))
            for t, f in tambahan:
                kalimat.extend(t.simpan(f, orang, request.user))

    sah = [f.is_valid() for f in (form, *(f for _, f in tambahan))] if request.method == "POST" else [False]
    if all(sah) and disimpan(form, simpan):
        if hasil:
            messages.success(request, "Usulan dikirim. Perubahannya berlaku setelah dikonfirmasi kecamatan.")
            return redirect(hasil[0])
        messages.success(request, f"{orang.nama} {'dicatat' if baru else 'disimpan'} sebagai {orang.sebutan}.")
        for k in kalimat:
            messages.success(request, k)
        return redirect("desa:desa-rinci", orang.desa_id)
    konteks = {"form": form, "tabel": tabel, "desa": orang.desa, "mengusulkan": mengusulkan}
    konteks["tambahan"] = [(t, f, t.tautan(request.user, orang)) for t, f in tambahan]
    if not baru:
        konteks |= {
            "orang": orang,
            "url_hapus": _url(tabel, "hapus", orang.pk),
            "url_akun": _url_akun(request, tabel, orang),
            "riwayat": RiwayatData.objects.tentang(orang),
        }
    return tampil(request, "desa/pejabat_ubah.html", konteks)
