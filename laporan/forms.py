"""Which period, and the words of a report. What the figures propose is chosen, never written by itself."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from akun.forms import KataSandiForm
from akun.models import Pengguna
from desa.models import Kecamatan
from laporan.masa import jenis_periode, pilihan_periode
from laporan.models import Laporan
from laporan.services import Tulisan
from laporan.usulan import Usulan
from monitoring.forms.rencana import BarisField
from perut.queries import kecamatan_kelolaan

KOTAK = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
KATA = "Dicetak di bawah judul “Kata camat” dengan bunyi ini. Boleh dikosongkan."


class MasaForm(forms.Form):
    kecamatan = forms.ModelChoiceField(queryset=Kecamatan.objects.none(), label="Kecamatan", empty_label=None)
    periode = forms.ChoiceField(
        label="Masa laporan",
        help_text="Masa yang belum berakhir dapat disusun, tetapi angkanya sementara dan belum dapat diajukan.",
        error_messages={"invalid_choice": "Pilih masa laporan dari daftarnya."},
    )

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kantor = kecamatan_kelolaan(pengguna).select_related("kabupaten").order_by("nama", "kode")
        semua = list(self.kantor[:2])
        masa, tempat = cast(forms.ChoiceField, self.fields["periode"]), self.fields["kecamatan"]
        cast("forms.ModelChoiceField[Kecamatan]", tempat).queryset = self.kantor
        if semua:
            masa.choices = pilihan_periode(semua[0])
        if len(semua) == 1:
            tempat.initial, tempat.widget = semua[0].pk, forms.HiddenInput()

    def clean_periode(self) -> str:
        periode = self.cleaned_data["periode"]
        jenis_periode(periode)
        return periode


def _teks(label: str, bantuan: str, baris: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=10_000,
        help_text=bantuan,
        widget=forms.Textarea(attrs={"rows": baris}),
    )


class TulisanForm(forms.Form):
    hasil = _teks("Hasil", "Apa yang dicapai pada masa ini. Setiap baris menjadi satu paragraf.", 5)
    usul_masalah = forms.MultipleChoiceField(label="Usulan permasalahan menurut data", required=False, widget=KOTAK)
    masalah = _teks("Permasalahan", "Setiap baris menjadi satu paragraf.")
    tindak_lanjut = _teks("Tindak lanjut", "Apa yang sudah dikerjakan atas permasalahan itu.")
    usul_saran = forms.MultipleChoiceField(label="Usulan rekomendasi menurut data", required=False, widget=KOTAK)
    rekomendasi = BarisField(
        label="Rekomendasi", banyak=30, panjang=600, required=False, rows=5, help_text="Satu rekomendasi per baris."
    )
    kata_camat = _teks("Kata camat", KATA)
    versi = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, laporan: Laporan, usulan: Sequence[Usulan], hasil: str, **kwargs: Any) -> None:
        """`hasil` is proposed where nobody has written anything yet."""
        super().__init__(*args, **kwargs)
        lama = Tulisan.dari(laporan)
        self.usulan = {u.kode: u for u in usulan}
        dipakai = {*lama.masalah.splitlines(), *lama.rekomendasi}
        for nama, sifat in (("usul_masalah", "masalah"), ("usul_saran", "saran")):
            sisa = [(u.kode, getattr(u, sifat)) for u in usulan if getattr(u, sifat) not in dipakai]
            cast(forms.MultipleChoiceField, self.fields[nama]).choices = sisa
            if not sisa:
                del self.fields[nama]
        self.hasil_diusulkan = not lama.hasil and bool(hasil)
        self.initial = {"versi": laporan.versi, "hasil": lama.hasil or hasil} | {
            n: getattr(lama, n) for n in ("masalah", "tindak_lanjut", "rekomendasi", "kata_camat")
        }

    @property
    def isi(self) -> Tulisan:
        """What was typed, with what was ticked below it."""
        c = self.cleaned_data
        teks = {n: c[n].replace("\r\n", "\n").strip() for n in ("hasil", "masalah", "tindak_lanjut", "kata_camat")}
        pilih = [self.usulan[k].masalah for k in c.get("usul_masalah", [])]
        teks["masalah"] = "\n".join(b for b in (teks["masalah"], *pilih) if b)
        saran = [self.usulan[k].saran for k in c.get("usul_saran", [])]
        return Tulisan(rekomendasi=[*c["rekomendasi"], *(s for s in saran if s not in c["rekomendasi"])], **teks)


class SahkanForm(KataSandiForm):
    kata_camat = _teks("Kata camat", KATA)
    field_order = ("kata_camat", "sandi")
