"""Which row of a sheet is its heading, and what its columns hold."""

from dataclasses import replace
from typing import Any, cast

from django import forms

from apbdes.anggaran import SUMBER_DANA
from apbdes.bentuk_lembar import BARIS_DICARI, KOLOM, Bentuk, Kertas
from apbdes.buku_kerja import sel


class JudulForm(forms.Form):
    """Which sheet, and which of its rows is the heading."""

    lembar = forms.TypedChoiceField(label="Lembar", coerce=int)
    judul = forms.IntegerField(label="Nomor baris judul", min_value=1)

    def __init__(self, *args: Any, kertas: list[Kertas], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kertas = kertas
        lembar = cast(forms.ChoiceField, self.fields["lembar"])
        lembar.choices = [(n, k.nama or "Berkas CSV") for n, k in enumerate(kertas)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "judul" in data and "lembar" in data and data["judul"] > len(self.kertas[data["lembar"]].baris):
            self.add_error("judul", "Lembar ini tidak mempunyai baris itu.")
        return data


class BarisJudulForm(forms.Form):
    """Of what was pasted: which row is the heading, if any."""

    judul = forms.ChoiceField(label="Baris judul", required=False)

    def __init__(self, *args: Any, kertas: Kertas, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "tempel-%s"
        baris = [
            (str(n), f"{n}: {', '.join(t for s in b if (t := sel.teks(s)))[:60]}")
            for n, b in enumerate(kertas.baris[:BARIS_DICARI], 1)
        ]
        cast(forms.ChoiceField, self.fields["judul"]).choices = [("0", "tidak ada"), *baris]


class KolomForm(forms.Form):
    TANPA_REKENING = {
        False: "Bila lembar ini tidak mempunyainya, tempel isinya di halaman menyusun (Tempel dari Excel); di sana "
        "kegiatan dan rekeningnya dapat disebut sekali untuk semua baris.",
        True: "Bila kolomnya tidak ada, isi kegiatan dan rekeningnya di atas.",
    }
    sumber = forms.ChoiceField(
        label="Sumber dana bila tidak ada kolomnya",
        required=False,
        choices=[("", "tidak ada"), *((k, f"{k} – {n}") for k, n in SUMBER_DANA.items())],
    )

    def __init__(self, *args: Any, kertas: Kertas, bentuk: Bentuk, ditempel: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "tempel-%s" if ditempel else "id_%s"
        self.ditempel = ditempel
        self.fields["sumber"].initial = bentuk.sumber
        self.bentuk = bentuk
        judul = kertas.judul(bentuk.judul) or kertas.baris[0]
        for n in range(kertas.lebar):
            tertulis = sel.teks(judul[n]) if n < len(judul) else ""
            self.fields[f"kolom-{n}"] = forms.ChoiceField(
                label=f"Kolom {n + 1}: {tertulis[:60] or 'tanpa judul'}",
                choices=[("", "(lewati)"), *KOLOM.items()],
                required=False,
                initial=bentuk.kolom.get(n, ""),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        dipilih = [data[k] for k in self.fields if k.startswith("kolom-") and data.get(k)]
        ganda = sorted({KOLOM[k] for k in dipilih if dipilih.count(k) > 1})
        if ganda:
            raise forms.ValidationError(f"Dipilih untuk lebih dari satu kolom: {', '.join(ganda)}")
        if not {"kode", "rekening"} & set(dipilih) and not self.bentuk.rekening:
            raise forms.ValidationError(f"Tunjukkan kolom kode rekeningnya. {self.TANPA_REKENING[self.ditempel]}")
        if "jumlah" not in dipilih and not {"volume", "harga_satuan"} <= set(dipilih):
            raise forms.ValidationError("Tunjukkan kolom jumlah, atau volume dan harga satuannya.")
        return data

    @staticmethod
    def isian_dari(bentuk: Bentuk) -> dict[str, str]:
        """What the form is sent when the guess is taken as it is."""
        return {f"kolom-{n}": nama for n, nama in bentuk.kolom.items()} | {"sumber": bentuk.sumber}

    @property
    def kolom(self) -> list[forms.BoundField]:
        return [self[nama] for nama in self.fields if nama.startswith("kolom-")]

    @property
    def hasil(self) -> Bentuk:
        data = self.cleaned_data
        kolom = {int(k.removeprefix("kolom-")): data[k] for k in self.fields if k.startswith("kolom-") and data.get(k)}
        return replace(self.bentuk, kolom=kolom, sumber=data["sumber"])
