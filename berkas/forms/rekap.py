"""Which part of the recap is shown. Whatever the address says, there is something to show."""

from collections.abc import Mapping
from typing import Any

from django import forms

from berkas.enums import KelompokKategori
from berkas.wajib.periode import periode_nama
from berkas.wajib.tuntutan import Tuntutan
from dasar.kolom import kolom_pilihan
from dasar.waktu import hari_ini_pembaca
from desa.filters import PILIHAN_MAKS
from desa.models import Kecamatan

JENIS_DALAM_TAHUN = {"S": 1, "T": 2}  # halves before quarters before months


class WilayahForm(forms.Form):
    """The kecamatan: picked from a list, or typed where there are thousands. Nothing for who has only one."""

    def __init__(self, *args: Any, kecamatan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pilihan = kecamatan
        self.banyak = kecamatan[: PILIHAN_MAKS + 1].count()
        if self.banyak > PILIHAN_MAKS:
            self.fields["kecamatan"] = forms.CharField(label="Kecamatan (nama atau kode)", required=False)
        elif self.banyak > 1:
            self.fields["kecamatan"] = forms.ModelChoiceField(
                kecamatan, to_field_name="kode", label="Kecamatan", required=False, empty_label=None
            )

    def salah(self, terpilih: Kecamatan | None) -> list[str]:
        """'Kecamatan' where the address asks for another than the one that is shown."""
        diminta = str(self.data.get("kecamatan", "")).lower()
        dapat = (terpilih.kode, terpilih.nama.lower()) if terpilih else ()
        return [] if not diminta or any(n.startswith(diminta) for n in dapat) else ["Kecamatan"]

    def terpilih(self) -> Kecamatan | None:
        """The one asked for, or the first that this person sees."""
        pilih = self.cleaned_data.get("kecamatan") if self.is_valid() else None
        if isinstance(pilih, Kecamatan):
            return pilih
        if pilih:
            cocok = self.pilihan.filter(kode=pilih) | self.pilihan.filter(nama__istartswith=pilih)
            return cocok.first()
        return self.pilihan.first()


def _tahun_sah(diminta: str, tahun: list[int]) -> str:
    """The year asked for, or this one."""
    return diminta if diminta in {str(t) for t in tahun} else str(hari_ini_pembaca().year)


class RekapForm(forms.Form):
    tahun = forms.ChoiceField(label="Tahun", required=False)
    kelompok = forms.ChoiceField(label="Kelompok dokumen", required=False)
    periode = forms.ChoiceField(label="Periode", required=False)

    def __init__(self, data: Mapping[str, Any], *, tahun: list[int]) -> None:
        self.diminta = data
        super().__init__({**{k: data[k] for k in data}, "tahun": _tahun_sah(data.get("tahun", ""), tahun)})
        kolom_pilihan(self, "tahun").choices = [(str(t), str(t)) for t in tahun]

    @property
    def tahun_terpilih(self) -> int:
        return int(self.data["tahun"])

    def isi_kelompok(self, tuntutan: list[Tuntutan]) -> None:
        ada = {t.kategori.kelompok for t in tuntutan}
        kolom_pilihan(self, "kelompok").choices = [
            ("", "Semua"),
            *[(k.value, k.label) for k in KelompokKategori if k in ada],
        ]

    def isi_periode(self, tuntutan: list[Tuntutan]) -> None:
        """'2026-05' → 'Mei 2026'; what is sent once is no period."""
        ada = dict.fromkeys(t.periode for t in tuntutan if t.periode)
        urut = sorted(ada, key=lambda p: (len(p), JENIS_DALAM_TAHUN.get(p[5:6], 3), p))
        kolom_pilihan(self, "periode").choices = [("", "Semua"), *[(p, periode_nama(p)) for p in urut]]

    def nilai(self, nama: str) -> Any:
        """What was chosen, or nothing where the choice is not one of those offered."""
        mentah = self.data.get(nama, "")
        sah = {str(kode) for kode, _ in kolom_pilihan(self, nama).widget.choices}
        return mentah if mentah in sah else ""

    def salah(self) -> list[str]:
        """The labels of what the address asks for and nobody offers. A file would show more than that."""
        pilihan = {nama: {str(kode) for kode, _ in kolom_pilihan(self, nama).widget.choices} for nama in self.fields}
        return [
            str(self.fields[nama].label)
            for nama, ada in pilihan.items()
            if ada and self.diminta.get(nama) and self.diminta[nama] not in ada
        ]
