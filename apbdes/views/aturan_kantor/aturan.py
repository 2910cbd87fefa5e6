"""A rule: its head on one page, each of its checks on another."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apbdes.forms.aturan_kantor import aturan as rakitan
from apbdes.forms.aturan_kantor.contoh import ContohForm
from apbdes.forms.aturan_kantor.dasar import senilai, tertampung
from apbdes.kantor import isi as kelola
from apbdes.kantor.coba import coba
from apbdes.kantor.contoh import SEBUTAN, putusan_contoh
from apbdes.kantor.nilai import kamus_untuk, nilai
from apbdes.kantor.tampilan import kalimat_pemeriksaan
from apbdes.kantor.usul import usulan
from apbdes.models import PerangkatAturan
from apbdes.views.aturan_kantor.bagian import entri_bagian, kesalahan_bagian, sesudah, simpan
from apbdes.views.aturan_kantor.perangkat import draf, tahun_kamus
from dasar.formulir import tampil, terkirim
from dasar.permintaan import Permintaan


def aturan_isi(request: Permintaan, perangkat: PerangkatAturan, entri: Any) -> HttpResponse:
    """What is said about a rule; a new one goes on to its check."""
    baru = entri is None
    awal = {} if baru else rakitan.AturanForm.urai(entri) | {"sidik": str(kelola.sidik(entri))}
    form = rakitan.AturanForm(terkirim(request), initial=awal, baru=baru)
    if request.method == "POST" and form.is_valid():
        hasil = form.entri(entri)
        kode = hasil["kode"]
        if simpan(request, form, perangkat, "aturan", kode, hasil, baru=baru):
            if baru and "pakai" not in hasil:
                return redirect(f"{_url_periksa(perangkat, kode, 0)}?jenis={form.jenis}")
            return sesudah(request, perangkat, "aturan", kode)
    konteks = {"perangkat": perangkat, "bagian": kelola.BAGIAN["aturan"], "form": form, "entri": entri}
    if not baru:
        semua = rakitan.pemeriksaan(entri)
        konteks |= {
            "nama": entri["kode"],
            "pakai": entri.get("pakai", ""),
            "pemeriksaan": [kalimat_pemeriksaan(p) for p in semua],
            "berikut": len(semua),
            "jenis": list(rakitan.SEBUTAN_JENIS.items()),
            "salah": kesalahan_bagian(perangkat, "aturan", entri["kode"]) if request.method != "POST" else [],
            "banyak_contoh": len(entri.get("contoh") or ()),
        }
    return tampil(request, "apbdes/aturan_kantor/bagian_aturan.html", konteks)


def _url_periksa(perangkat: PerangkatAturan, kode: str, nomor: int) -> str:
    return reverse("apbdes:aturan-periksa", args=[perangkat.pk, kode, nomor])


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_periksa(request: Permintaan, pk: int, nama: str, nomor: int) -> HttpResponse:
    """One check of a rule; the number after the last adds one. `hapus` takes it out."""
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    entri = entri_bagian(perangkat, "aturan", nama)
    semua = rakitan.pemeriksaan(entri)
    if nomor > len(semua) or "pakai" in entri:
        raise Http404("Pemeriksaan ini tidak ada dalam aturan itu.")
    lama = semua[nomor] if nomor < len(semua) else None
    jenis = rakitan.jenis_dari(lama) if lama is not None else request.GET.get("jenis", "")
    if jenis not in rakitan.SEBUTAN_JENIS:
        return redirect("apbdes:aturan-ubah", pk=pk, bagian="aturan", nama=nama)
    awal = (rakitan.urai(lama) if lama is not None else {}) | {"sidik": str(kelola.sidik(entri))}
    if lama is not None and not _dapat(jenis, lama, awal, perangkat):
        return redirect(f"{reverse('apbdes:aturan-ubah', args=[pk, 'aturan', nama])}?sebagai=teks")
    form = rakitan.PeriksaForm(terkirim(request), initial=awal, jenis=jenis, isi=perangkat.isi)
    konteks: dict[str, Any] = {
        "perangkat": perangkat,
        "bagian": kelola.BAGIAN["aturan"],
        "nama": nama,
        "nomor": nomor,
        "baru": lama is None,
        "jenis": rakitan.SEBUTAN_JENIS[jenis],
        "form": form,
        "nama_nilai": _nama_nilai(perangkat.isi),
    }
    if request.method == "POST" and "hapus" in request.POST and lama is not None:
        hasil = rakitan.dengan_pemeriksaan(entri, [p for n, p in enumerate(semua) if n != nomor])
        if simpan(request, form, perangkat, "aturan", nama, hasil, baru=False):
            return sesudah(request, perangkat, "aturan", nama)
    elif request.method == "POST" and form.is_valid():
        hasil = rakitan.dengan_pemeriksaan(entri, [*semua[:nomor], form.entri, *semua[nomor + 1 :]])
        if "coba" in request.POST:
            konteks["coba"] = coba(perangkat, hasil)
            return render(request, "apbdes/aturan_kantor/periksa.html", konteks)
        if simpan(request, form, perangkat, "aturan", nama, hasil, baru=False):
            return sesudah(request, perangkat, "aturan", nama)
    return tampil(request, "apbdes/aturan_kantor/periksa.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_contoh(request: Permintaan, pk: int, nama: str) -> HttpResponse:
    """The examples of a rule, run as they stand; those that the product proposes are confirmed by a person."""
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    entri = entri_bagian(perangkat, "aturan", nama)
    dinilai = nilai(perangkat.isi, kamus_untuk(perangkat.kabupaten, tahun_kamus(perangkat)))
    utuh = dinilai.perangkat if not dinilai.salah else None
    ada = [c for c in entri.get("contoh") or () if isinstance(c, dict)]
    usul = [u for u in usulan(utuh, nama) if u.contoh not in ada] if utuh is not None else []
    form = ContohForm(terkirim(request), initial={"sidik": str(kelola.sidik(entri))}, ada=ada, usul=usul)
    if request.method == "POST" and form.is_valid():
        baru = [c for n, c in enumerate(ada) if str(n) not in form.cleaned_data["buang"]]
        baru += [u.contoh for n, u in enumerate(usul) if str(n) in form.cleaned_data["benar"]]
        hasil = {k: v for k, v in entri.items() if k != "contoh"} | ({"contoh": baru} if baru else {})
        if simpan(request, form, perangkat, "aturan", nama, hasil, baru=False):
            messages.success(request, f"Contoh {nama} disimpan.")
            return redirect("apbdes:aturan-contoh", pk=pk, nama=nama)
    konteks = {
        "perangkat": perangkat,
        "nama": nama,
        "form": form,
        "salah": dinilai.salah[:5],
        "ada": [(n, _bersebutan(c), putusan_contoh(utuh, nama, n)) for n, c in enumerate(ada)],
        "usul": [(n, _bersebutan(u.contoh), u.hasil) for n, u in enumerate(usul)],
    }
    return tampil(request, "apbdes/aturan_kantor/contoh.html", konteks)


def _bersebutan(contoh: dict[str, Any]) -> dict[str, Any]:
    """With its verdict in words."""
    return contoh | {"sebutan": SEBUTAN.get(contoh.get("putusan", ""), "")}


@require_safe
def aturan_coba(request: Permintaan, pk: int, nama: str) -> HttpResponse:
    """The rule as it is stored, on the budgets at hand."""
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    hasil = coba(perangkat, entri_bagian(perangkat, "aturan", nama))
    return render(request, "apbdes/aturan_kantor/coba.html", {"perangkat": perangkat, "nama": nama, "coba": hasil})


def _dapat(jenis: str, lama: Mapping[str, Any], awal: dict[str, Any], perangkat: PerangkatAturan) -> bool:
    """Whether the form can show all of this check."""
    if not senilai(rakitan.rakit(jenis, rakitan.urai(lama)), lama):
        return False
    form = rakitan.PeriksaForm(None, initial=awal, jenis=jenis, isi=perangkat.isi)
    return tertampung(form) and all(tertampung(f) for s in form.syarat.values() for f in s.initial_forms)


def _nama_nilai(isi: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a value may name, for whoever writes one."""
    pilihan = [n for n, _ in rakitan.pilihan_nama(isi)]
    angka = [(n, a.get("arti", "") if isinstance(a, Mapping) else "") for n, a in (isi.get("angka") or {}).items()]
    contoh = pilihan[0] if pilihan else "pilihan"
    return [
        ("Angka", angka),
        ("Pilihan (jumlah rupiahnya)", [(n, s.removeprefix(n).strip(" ()")) for n, s in rakitan.pilihan_nama(isi)]),
        ("Data desa", [(n, s) for n, s in rakitan.data_nama(isi)]),
        (
            "Yang lain tentang sebuah pilihan",
            [
                (f"harga.{contoh}", "harga satuannya"),
                (f"volume.{contoh}", "volumenya"),
                (f"semula.{contoh}", "jumlahnya sebelum perubahan"),
                (f"lalu.{contoh}", "jumlahnya dalam APB Desa tahun lalu"),
            ],
        ),
    ]
