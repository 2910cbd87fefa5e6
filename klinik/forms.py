"""What is asked, answered, handed on; and what an article and an office's own topic say."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from akun.models import Pengguna
from berkas.models import Berkas
from berkas.pemeriksa.hasil import SEMUA_AKHIRAN
from berkas.services.lampiran import Kiriman, kiriman_periksa
from dasar.isian import TeksField, wajib
from dasar.kolom import kolom_baris
from dasar.konflik import TahuKonflik
from dasar.nama import akhiri
from desa.models import Desa, Kecamatan
from klinik.artikel import milik_seseorang
from klinik.enums import PENANYA, PENGATUR_TOPIK
from klinik.models import Artikel, Pertanyaan, Topik
from klinik.penjawab import rekan
from klinik.services import MEDAN
from tindaklanjut.forms.isian import BanyakBerkasField, nomor_halaman


def desa_penanya(pengguna: Pengguna) -> list[Desa]:
    """The villages for which this person may ask; usually one."""
    return list({p.desa.pk: p.desa for p in pengguna.penugasan_aktif if p.peran in PENANYA and p.desa}.values())


class _Berlampiran(forms.Form):
    """The files of a message, and its id, made with the page so that pressing twice makes one."""

    SEBUTAN = "pesan"
    id = nomor_halaman()
    berkas = BanyakBerkasField(
        label="Foto atau berkas", required=False, help_text="Boleh beberapa sekaligus, atau langsung difoto."
    )
    satukan = forms.BooleanField(
        label="Satukan foto-foto itu menjadi satu dokumen",
        required=False,
        help_text="Untuk beberapa foto dari satu surat.",
    )

    def __init__(self, *args: Any, berlampiran: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berkas"].widget.attrs["accept"] = ",".join(SEMUA_AKHIRAN)
        if not berlampiran:
            del self.fields["berkas"], self.fields["satukan"]

    def clean(self) -> dict[str, Any]:
        bersih: dict[str, Any] = super().clean() or self.cleaned_data
        kiriman_periksa(self.kiriman(), sebutan=self.SEBUTAN, medan=MEDAN)
        return bersih

    def kiriman(self) -> Kiriman:
        baru = [(b.name or "", b.file) for b in self.cleaned_data.get("berkas") or []]
        return Kiriman(baru=baru, satukan=bool(self.cleaned_data.get("satukan")))


class AjukanForm(_Berlampiran):
    """A question of one of the villages that this person works in."""

    SEBUTAN = "pertanyaan"
    desa = forms.ModelChoiceField(
        label="Desa",
        queryset=Desa.objects.none(),
        empty_label="Pilih desa",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih desanya."),
    )
    topik = forms.ModelChoiceField(
        label="Topik",
        queryset=Topik.objects.none(),
        empty_label="Pilih topik",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih topiknya."),
    )
    judul = forms.CharField(
        label="Pertanyaan",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Satu kalimat, misalnya: Kapan buku kas umum ditutup bila akhir bulan hari libur?",
        error_messages=wajib("Tulis pertanyaannya."),
    )
    uraian = TeksField(
        label="Penjelasan",
        maks=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Bila perlu: keadaannya, apa yang sudah dicoba, tahun atau nomor suratnya.",
    )
    field_order = ["id", "desa", "topik", "judul", "uraian", "berkas", "satukan"]

    def __init__(self, *args: Any, pengguna: Pengguna, tentang: Berkas | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tentang = tentang
        desa = [tentang.desa] if tentang else desa_penanya(pengguna)
        kolom_baris(self, "desa").queryset = Desa.objects.filter(pk__in=[d.pk for d in desa]).select_related(
            "kecamatan__kabupaten"
        )
        kolom_baris(self, "topik").queryset = Topik.objects.bagi(*{d.kecamatan for d in desa})
        if not Topik.objects.bagi(*{d.kecamatan for d in desa}).exists():
            self.fields["topik"].help_text = "Topik belum dimuat. Mintalah admin memuat data acuan (acuan_muat)."
        if len(desa) == 1:
            self.fields["desa"].widget = forms.HiddenInput()
            self.fields["desa"].initial = desa[0].pk

    def clean_judul(self) -> str:
        return " ".join(self.cleaned_data["judul"].split())

    def isi(self) -> dict[str, Any]:
        """As the service takes it."""
        data = self.cleaned_data
        kolom = {k: data[k] for k in ("desa", "topik", "judul", "uraian")}
        return kolom | {"pk": data["id"], "kiriman": self.kiriman(), "tentang": self.tentang}

    def terketik(self) -> dict[str, Any]:
        """What was typed, for a form that opens with it."""
        return {n: self.data.get(n, "") for n in self.fields if n not in (MEDAN, "id")}


class PesanForm(_Berlampiran):
    """An answer, or what the village asks on."""

    isi = TeksField(label="Jawaban", maks=10_000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    field_order = ["id", "isi", "berkas", "satukan"]

    def __init__(self, *args: Any, sebutan: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.SEBUTAN = sebutan.lower()
        self.fields["isi"].label = sebutan
        self.fields["isi"].error_messages["required"] = f"{sebutan} belum ditulis."
        self.fields["isi"].required = True

    def kirim(self) -> dict[str, Any]:
        return {"isi": self.cleaned_data["isi"], "pk": self.cleaned_data["id"], "kiriman": self.kiriman()}


class PilihanRekan(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.nama)


class TeruskanForm(forms.Form):
    """To a colleague, or to somebody outside of the kecamatan: one of them."""

    kepada = PilihanRekan(
        label="Rekan di kecamatan",
        queryset=Pengguna.objects.none(),
        required=False,
        empty_label="Pilih rekan",
        error_messages={"invalid_choice": "Orang ini tidak bertugas lagi di kecamatan ini. Pilih orang lain."},
    )
    luar = forms.CharField(
        label="Atau pihak di luar kecamatan",
        max_length=150,
        required=False,
        help_text="Misalnya Dinas PMD kabupaten. PERUT tidak mengirim apa pun ke sana; desa membaca tulisan ini.",
    )
    catatan = TeksField(
        label="Catatan",
        maks=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila ke luar kecamatan. Terbaca juga oleh desa.",
    )

    def __init__(self, *args: Any, pertanyaan: Pertanyaan, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calon = [p.pk for p in rekan(pertanyaan.desa.kecamatan, pengguna)]
        kolom_baris(self, "kepada").queryset = Pengguna.objects.filter(pk__in=calon)


class BukaKembaliForm(forms.Form):
    alasan = forms.CharField(
        label="Apa yang belum jelas",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang belum jelas."},
    )


class TarikForm(forms.Form):
    alasan = forms.CharField(
        label="Mengapa ditarik",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: peraturannya sudah diganti. Terbaca oleh siapa pun yang membuka artikelnya.",
        error_messages={"required": "Tulis mengapa artikel ini ditarik."},
    )


class ArtikelForm(TahuKonflik, forms.ModelForm):
    """`tetap` shows itself only when the text still names somebody."""

    isi = TeksField(
        label="Isi",
        maks=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Tanpa nama orang dan desa: semua desa di kecamatan membacanya.",
        error_messages=wajib("Isi belum ditulis."),
    )
    dasar = TeksField(
        label="Peraturan yang mendasari",
        maks=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu per baris, dengan pasalnya, misalnya: Permendagri 20/2018 Pasal 63 ayat (2).",
        error_messages=wajib("Sebut sedikitnya satu peraturan."),
    )
    catatan = forms.CharField(label="Apa yang berubah", max_length=300, required=False)
    tetap = forms.BooleanField(
        label="Sudah saya periksa, tulisan ini tidak menyangkut orang atau desa tertentu",
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Artikel
        fields = ["topik", "judul", "isi", "dasar"]
        error_messages = {"judul": wajib("Judul belum ditulis."), "topik": wajib("Pilih topiknya.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topik = Topik.objects.bagi(self.instance.kecamatan)
        if self.instance.pk:  # one that is not offered any more stays where it is
            topik = topik | Topik.objects.filter(pk=self.instance.topik_id)
            self.fields["catatan"].required = True
            self.fields["catatan"].error_messages["required"] = "Tulis apa yang berubah."
        else:
            del self.fields["catatan"]
        kolom_baris(self, "topik").queryset = topik
        kolom_baris(self, "topik").empty_label = "Pilih topik"
        if self.data.get("tetap"):
            self.fields["tetap"].widget = forms.CheckboxInput()

    @property
    def kolom(self) -> list[str]:
        return list(self._meta.fields or ())

    def clean(self) -> dict[str, Any]:
        bersih: dict[str, Any] = super().clean() or self.cleaned_data
        teks = " ".join(str(bersih.get(k, "")) for k in ("judul", "isi", "dasar"))
        ada = milik_seseorang(teks, self.instance.pertanyaan)
        if ada and not bersih.get("tetap"):
            self.fields["tetap"].widget = forms.CheckboxInput()
            self.add_error(
                "tetap", f"{akhiri('Masih menyebut: ' + ', '.join(ada))} Hapus, atau tandai bila memang umum."
            )
        return bersih


class TopikForm(TahuKonflik, forms.ModelForm):
    """An office's own topic."""

    class Meta:
        model = Topik
        fields = ["kecamatan", "nama", "keterangan", "aktif"]
        help_texts = {"aktif": "Yang tidak ditawarkan tetap tertulis pada pertanyaan lamanya."}

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        milik = [p.kecamatan_id for p in pengguna.penugasan_aktif if p.peran in PENGATUR_TOPIK and p.kecamatan_id]
        kolom = kolom_baris(self, "kecamatan")
        kolom.queryset, kolom.required = Kecamatan.objects.filter(pk__in=milik), True
        if self.instance.pk:
            del self.fields["kecamatan"]
        elif len(set(milik)) == 1:
            kolom.initial, kolom.widget = milik[0], forms.HiddenInput()

    def clean_nama(self) -> str:
        nama = " ".join(self.cleaned_data["nama"].split())
        if Topik.objects.filter(kecamatan=None, nama__iexact=nama).exists():
            raise ValidationError("Topik ini sudah ada bagi semua kecamatan.")
        return nama
