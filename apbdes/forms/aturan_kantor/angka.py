"""Figures with their articles and dates, and facts of a village."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.formsets import formset_factory

from apbdes.forms.aturan_kantor.dasar import BANDING, NILAI_MAKS, TANGGAL, BagianForm, berisi, sebagai_daftar
from dasar import uang

JENIS_FAKTA = (
    ("bilangan", "Bilangan, misalnya 12"),
    ("rupiah", "Rupiah"),
    ("tanggal", "Tanggal"),
    ("pilihan", "Salah satu dari beberapa kata"),
    ("ya", "Ya atau tidak"),
)
CONTOH_NILAI = "Misalnya 30%, 3.000.000, atau 12."


def bakukan(teks: str) -> str:
    """A figure as the YAML has it: "Rp 3.000.000" is 3000000; a share and a product stay as they are written."""
    polos = teks.strip()
    if polos.endswith("%") or " x " in polos:
        return polos
    try:
        sen = uang.baca(polos)
    except ValueError:
        return polos
    return uang.angka(sen).replace(".", "")


def terbaca(nilai: Any) -> str:
    """The same for a person: 3000000 is 3.000.000."""
    teks = str(nilai)
    try:
        return uang.angka(uang.baca(teks)) if not teks.endswith("%") else teks
    except ValueError:
        return teks


class RiwayatForm(forms.Form):
    sejak = forms.DateField(label="Berlaku sejak", widget=TANGGAL, required=False)
    nilai = forms.CharField(label="Nilai", max_length=NILAI_MAKS, required=False, help_text=CONTOH_NILAI)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for satu, lain in (("sejak", "nilai"), ("nilai", "sejak")):
            if data.get(satu) and not data.get(lain) and lain not in self.errors:
                self.add_error(lain, "Wajib diisi.")
        return data


class BarisTabelForm(forms.Form):
    banding = forms.ChoiceField(label="Bila", required=False, choices=[("", "selebihnya"), *BANDING[:5]])
    batas = forms.CharField(label="Batas", max_length=NILAI_MAKS, required=False)
    nilai = forms.CharField(label="Nilai", max_length=NILAI_MAKS, required=False)


RiwayatSet = formset_factory(RiwayatForm, extra=1, max_num=30, absolute_max=40)
TabelSet = formset_factory(BarisTabelForm, extra=3, max_num=30, absolute_max=40)


class AngkaForm(BagianForm):
    """A figure through the years, or a table by another value."""

    arti = forms.CharField(
        label="Arti", max_length=200, help_text="Seperti disebut dalam putusan, misalnya honor TPK paling banyak."
    )
    dasar = forms.CharField(label="Pasal", max_length=250, help_text="Tempatnya dalam peraturan ini.")
    menurut = forms.CharField(
        label="Menurut",
        max_length=NILAI_MAKS,
        required=False,
        help_text="Hanya bila nilainya bergantung pada yang lain, misalnya pagu_dds. Kosongkan bila satu nilai saja.",
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        awal = self.initial
        self.riwayat = RiwayatSet(data, prefix="riwayat", initial=awal.get("riwayat"))
        self.tabel = TabelSet(data, prefix="tabel", initial=awal.get("tabel"))

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.riwayat.is_valid(), self.tabel.is_valid()])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.riwayat.is_valid() or not self.tabel.is_valid():
            return data
        tanggal = [r["sejak"] for r in _terisi(self.riwayat, "sejak")]
        if len(set(tanggal)) != len(tanggal):
            raise forms.ValidationError("Dua nilai berlaku sejak tanggal yang sama.")
        if data.get("menurut") and not _terisi(self.tabel, "nilai"):
            raise forms.ValidationError("Isi tabelnya, atau kosongkan “Menurut”.")
        if not data.get("menurut") and not _terisi(self.riwayat, "nilai"):
            raise forms.ValidationError("Tulis sedikitnya satu nilai dengan tanggalnya.")
        return data

    @staticmethod
    def urai(entri: Mapping[str, Any]) -> dict[str, Any]:
        hasil = {k: entri.get(k, "") for k in ("arti", "dasar", "menurut")}
        riwayat = [dict(r) for r in entri.get("riwayat") or ()]
        if hasil["menurut"] and len(riwayat) == 1:
            tabel = [_urai_tabel(b) for b in riwayat[0].get("tabel") or ()]
            return hasil | {"tabel": tabel, "riwayat": [{"sejak": riwayat[0].get("sejak", ""), "nilai": ""}]}
        return hasil | {"riwayat": [{"sejak": r.get("sejak"), "nilai": terbaca(r.get("nilai", ""))} for r in riwayat]}

    def entri(self) -> dict[str, Any]:
        return rakit(
            self.cleaned_data | {"riwayat": _terisi(self.riwayat, "sejak"), "tabel": _terisi(self.tabel, "nilai")}
        )


def _terisi(formset: Any, kunci: str) -> list[dict[str, Any]]:
    return [f.cleaned_data for f in formset.forms if f.cleaned_data.get(kunci)]


def _urai_tabel(baris: Mapping[str, Any]) -> dict[str, Any]:
    banding = next((k for k, _ in BANDING if k in baris), "")
    return {"banding": banding, "batas": terbaca(baris.get(banding, "")), "nilai": terbaca(baris.get("nilai", ""))}


def rakit(data: Mapping[str, Any]) -> dict[str, Any]:
    """A figure from what its form holds."""
    hasil = berisi({k: data.get(k, "") for k in ("arti", "dasar", "menurut")})
    if data.get("menurut"):
        tabel = [
            ({b["banding"]: bakukan(b["batas"])} if b.get("banding") else {}) | {"nilai": bakukan(b["nilai"])}
            for b in data.get("tabel") or ()
        ]
        sejak = next((_iso(r["sejak"]) for r in data.get("riwayat") or () if r.get("sejak")), "")
        return hasil | {"riwayat": [berisi({"sejak": sejak, "tabel": tabel})]}
    riwayat = [{"sejak": _iso(r["sejak"]), "nilai": bakukan(r["nilai"])} for r in data.get("riwayat") or ()]
    return hasil | {"riwayat": sorted(riwayat, key=lambda r: r["sejak"])}


def _iso(nilai: Any) -> str:
    return nilai.isoformat() if isinstance(nilai, datetime.date) else str(nilai or "")


class FaktaForm(BagianForm):
    """What the budget does not say about a village."""

    arti = forms.CharField(label="Pertanyaannya", max_length=200, help_text="Misalnya jumlah RT di desa ini.")
    jenis = forms.ChoiceField(label="Jawabannya", choices=JENIS_FAKTA, widget=forms.RadioSelect)
    baku = forms.ChoiceField(
        label="Sama dengan fakta baku",
        required=False,
        help_text="Bila dipilih, desa cukup mengisinya sekali untuk semua perangkat.",
    )
    pilihan = forms.CharField(
        label="Pilihan jawabannya",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hanya untuk salah satu dari beberapa kata. Satu jawaban satu baris.",
    )

    def __init__(self, *args: Any, baku: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom: Any = self.fields["baku"]
        kolom.choices = [("", "Tidak"), *((b, b.replace("_", " ")) for b in baku)]

    @staticmethod
    def urai(entri: Mapping[str, Any]) -> dict[str, Any]:
        return {k: entri.get(k, "") for k in ("arti", "jenis", "baku")} | {
            "pilihan": "\n".join(map(str, sebagai_daftar(entri.get("pilihan"))))
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("jenis") == "pilihan" and not data.get("pilihan", "").strip() and not data.get("baku"):
            self.add_error("pilihan", "Tulis pilihan jawabannya.")
        return data

    def entri(self) -> dict[str, Any]:
        return rakit_fakta(self.cleaned_data)


def rakit_fakta(data: Mapping[str, Any]) -> dict[str, Any]:
    hasil = {k: data.get(k, "") for k in ("arti", "jenis", "baku")}
    pilihan = [p.strip() for p in data.get("pilihan", "").splitlines() if p.strip()]
    return berisi(hasil | {"pilihan": pilihan if data.get("jenis") == "pilihan" else []})
