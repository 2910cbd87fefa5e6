"""Whose decree a file is, its number and its date, and which value holds where two differ."""

from typing import Any, cast

from django import forms

from berkas.models import Berkas
from berkas.queries.sk import NilaiSK, calon_sk
from berkas.services.sk import Berlaku, ditanyakan, lengkapi, nomor_tetap, tanya
from dasar.basi import SIMPAN_LAGI
from dasar.kolom import kolom_pilihan
from dasar.nama import akhiri
from desa.forms import TanggalInput
from desa.models import Pejabat

PILIHAN = [
    (Berlaku.BERKAS.value, "Yang tertulis pada berkas"),
    (Berlaku.ORANG.value, "Yang tertulis pada data orangnya"),
    (Berlaku.DUA.value, "Keduanya: dua SK yang berlainan, yang tanggalnya lebih baru berlaku"),
]


class PejabatSKForm(forms.Form):
    nomor = forms.CharField(label="Nomor SK", max_length=100, required=False)
    tanggal = forms.DateField(label="Tanggal SK", required=False, widget=TanggalInput)
    orang = forms.MultipleChoiceField(
        label="Pejabat yang disebut dalam SK ini",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih hanya pejabat desa ini yang sesuai dengan jenis SK-nya."},
        help_text="Yang belum mempunyai nomor SK mendapat nomor dan tanggal di atas. Bila di atas kosong, nomor dan "
        "tanggalnya diambil dari data orangnya.",
    )
    semula = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, berkas: Berkas, oleh: Any, **kwargs: Any) -> None:
        """Asks which value holds for everybody who is chosen and whose data say something else."""
        tersimpan = NilaiSK.dari(berkas)
        kait = berkas.pejabat.select_related("perangkat", "bpd")
        awal: dict[str, Any] = {
            "nomor": tersimpan.nomor,
            "tanggal": tersimpan.tanggal,
            "orang": [str(k.orang.pk) for k in kait],
            "semula": str(tersimpan),
        }
        kwargs["initial"] = awal
        super().__init__(*args, **kwargs)
        self.berkas = berkas
        self.calon: dict[str, Any] = {str(p.pk): p for p in calon_sk(berkas)}
        self.ada = set(awal["orang"])
        kolom_pilihan(self, "orang").choices = [(pk, _sebut(p)) for pk, p in self.calon.items()]
        self.tetap = nomor_tetap(berkas, oleh)
        for nama in ("nomor", "tanggal"):
            if self.tetap and getattr(tersimpan, nama):
                self.fields[nama].disabled = True
        if self.is_bound:
            self._tanyakan()

    def _tanyakan(self) -> None:
        isi = {n: self.fields[n] for n in ("nomor", "tanggal")}
        try:
            nilai = NilaiSK(
                **{n: k.clean(self[n].value()) if not k.disabled else self.initial[n] for n, k in isi.items()}
            )
        except forms.ValidationError:
            return  # said at its field; asked once it can be read
        orang = [self.calon[pk] for pk in self._dipilih()]
        nilai = lengkapi(nilai, orang)
        for p in orang:
            if not ditanyakan(p, nilai, NilaiSK.dari(self.berkas), str(p.pk) in self.ada):
                continue
            boleh = [k for k in PILIHAN if not (self.tetap and NilaiSK.dari(self.berkas) and k[0] == Berlaku.ORANG)]
            self.fields[f"pilih_{p.pk}"] = forms.ChoiceField(
                label=tanya(p, nilai),
                choices=[(f"{nama}:{p.versi}", label) for nama, label in boleh],
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Pilih yang berlaku.",
                    "invalid_choice": "Data orang ini baru saja berubah. Baca lagi, lalu pilih yang berlaku.",
                },
            )

    def _dipilih(self) -> list[str]:
        nilai = self["orang"].value() or []
        return [pk for pk in dict.fromkeys(nilai) if pk in self.calon]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        if isi.get("semula") != self.initial["semula"]:
            self.add_error(
                None, f"Orang lain baru saja mengubah berkas ini: {akhiri(self.initial['semula'])} {SIMPAN_LAGI}"
            )
            kiriman = cast("Any", self.data).copy()
            kiriman["semula"] = self.initial["semula"]
            self.data = kiriman
        return isi

    def layanan(self) -> dict[str, Any]:
        """What the service takes."""
        isi = self.cleaned_data
        pilih = {pk: isi.get(f"pilih_{pk}", "").partition(":") for pk in self._dipilih()}
        return {
            "nilai": NilaiSK(isi["nomor"].strip(), isi["tanggal"]),
            "orang": {int(pk): nama for pk, (nama, _, _) in pilih.items()},
            "versi": {int(pk): int(v) for pk, (_, _, v) in pilih.items() if v},
            "semula": NilaiSK.dari(self.berkas),
        }


def _sebut(orang: Pejabat) -> str:
    milik = NilaiSK.dari(orang)
    akhir = " – sudah tidak menjabat" if orang.berakhir else ""
    return akhiri(f"{orang}{akhir}. SK {milik}" if milik else f"{orang}{akhir}. Belum bernomor SK")


class AmbilSKForm(forms.Form):
    """Beside an official: which uploaded decree the number and the date come from."""

    berkas = forms.ModelChoiceField(
        queryset=Berkas.objects.none(),
        required=False,
        label="Ambil nomor dan tanggal dari SK yang diunggah",
        empty_label="Tidak diambil",
        error_messages={"invalid_choice": "SK ini tidak ada, atau sudah ditolak. Pilih yang lain."},
        help_text="Nomor dan tanggal SK di atas boleh dikosongkan. SK-nya lalu tertaut dengan orang ini.",
    )
    pilih = forms.ChoiceField(
        label="Bila yang tertulis di atas berbeda",
        required=False,
        choices=[("", "Tanyakan dahulu"), *PILIHAN],
    )

    def __init__(self, *args: Any, tersedia: list[Berkas], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom: Any = self.fields["berkas"]
        kolom.queryset = Berkas.objects.filter(pk__in=[b.pk for b in tersedia]).select_related("desa", "kategori")
        kolom.choices = [("", "Tidak diambil"), *((b.pk, f"{b.judul}: {NilaiSK.dari(b)}") for b in tersedia)]
        if not tersedia:
            self.fields = {}
