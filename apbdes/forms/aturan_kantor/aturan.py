"""A rule: what is said about it, and its checks, each on a page of its own with the fields that it has."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.formsets import formset_factory

from apbdes.forms.aturan_kantor.angka import bakukan, terbaca
from apbdes.forms.aturan_kantor.dasar import BANDING, NILAI_MAKS, WAJIB, berisi, satu_atau_banyak, sebagai_daftar
from apbdes.gramatika.bentuk import DARI_PROGRAM, IDENTITAS, KOLOM_PER, SEBUTAN_IDENTITAS, TINGKAT
from apbdes.kantor.isi import nama_bagian

SEBUTAN_JENIS = {
    "jumlah": ("Jumlah rupiah", "Jumlah baris sebuah pilihan dibandingkan, misalnya paling banyak 30% dari belanja."),
    "harga": ("Harga satuan", "Harga satuan setiap baris dibandingkan, misalnya penghasilan tetap sebulan."),
    "volume": ("Volume", "Jumlah volume dibandingkan, misalnya sebanyak jumlah RT kali dua belas bulan."),
    "data": ("Data desa", "Isian identitas atau fakta dibandingkan, atau harus terisi."),
    "ada": ("Harus ada", "Sedikitnya satu baris pilihan itu ada."),
    "tidak_ada": ("Tidak boleh ada", "Tidak satu baris pun pilihan itu ada."),
    "hanya": ("Hanya boleh", "Setiap baris sebuah pilihan juga termasuk pilihan lain."),
}
SEBUTAN_TINGKAT = {
    "wajib": "Wajib: dilanggar berarti harus diperbaiki",
    "perlu": "Perlu diperhatikan: dilanggar berarti temuan bagi camat",
    "petunjuk": "Petunjuk: tidak pernah menyatakan melanggar",
    "perlu_konfirmasi": "Belum dipastikan: tidak pernah menyatakan melanggar",
}
SEBUTAN_PROGRAM = {
    "STR-07": "kode kegiatan dan rekening ada",
    "BAL-01": "pendapatan, belanja, dan pembiayaan seimbang",
    "BAL-02": "tidak ada jumlah negatif; volume kali harga sama dengan jumlah",
    "BAL-03": "belanja setiap sumber tidak melebihi pendapatannya",
    "PRC-16": "pelaksana kegiatan seperti dalam lampiran",
}
SEKITAR = ("bila", "untuk", "perlu", "per")
KEPALA = ("kode", "judul", "tingkat", "dasar", "bunyi", "perbaikan", "catatan", "catatan_bila_beda", "peraturan")
BERBANDING = ("jumlah", "harga", "volume", "data")
KOLOM_PERIKSA = (
    *("pilihan", "isian", "dalam", "satuan"),
    *("banding1", "nilai1", "banding2", "nilai2", "toleransi"),
)
JENIS_SYARAT = ("jumlah", "volume", "data", "ada", "tidak_ada")
ATAU = " atau "


class AturanForm(forms.Form):
    """What is said about a rule."""

    nama = forms.RegexField(
        r"^[A-Z0-9]+(-[A-Z0-9]+)*$",
        label="Kode",
        max_length=30,
        help_text="Huruf besar, angka, dan tanda hubung, misalnya HON-01.",
        error_messages={"invalid": "Kode berisi huruf besar, angka, dan tanda hubung di antaranya."} | WAJIB,
    )
    judul = forms.CharField(
        label="Judul",
        max_length=250,
        help_text="Apa yang harus berlaku, misalnya Honor TPK paling banyak {honor_tpk}. Nama angka dalam kurung "
        "kurawal diganti nilainya pada tahun anggaran itu.",
    )
    tingkat = forms.ChoiceField(
        label="Tingkat", choices=[(t, SEBUTAN_TINGKAT[t]) for t in TINGKAT], widget=forms.RadioSelect, initial="wajib"
    )
    dasar = forms.CharField(label="Pasal", max_length=250, help_text="Tempatnya dalam peraturan ini.")
    bunyi = forms.CharField(
        label="Bunyinya",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kutipan dari naskah; yang dilewati ditandai “…”.",
    )
    perbaikan = forms.CharField(
        label="Bila dilanggar",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Yang dianjurkan kepada desa, misalnya Kurangi honor TPK kegiatan itu.",
    )
    catatan = forms.CharField(
        label="Catatan tentang sumbernya",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya bila angka dan hurufnya berbeda. Berdiri di samping setiap putusan.",
    )
    sidik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, baru: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.baru = baru
        if baru:
            self.fields["jenis"] = forms.ChoiceField(
                label="Pemeriksaannya",
                widget=forms.RadioSelect,
                choices=[
                    *((j, f"{sebutan}: {arti}") for j, (sebutan, arti) in SEBUTAN_JENIS.items()),
                    *((f"pakai:{k}", f"Hitungan bawaan {k}: {SEBUTAN_PROGRAM[k]}.") for k in DARI_PROGRAM),
                ],
                help_text="Rinciannya diisi pada langkah berikutnya.",
            )
        else:
            self.fields["nama"].disabled = True
            self.fields["nama"].help_text = ""
        for kolom in self.fields.values():
            kolom.error_messages.update(WAJIB)

    @staticmethod
    def urai(entri: Mapping[str, Any]) -> dict[str, Any]:
        return {k: entri.get(k, "") for k in KEPALA} | {"nama": entri["kode"]}

    @property
    def jenis(self) -> str:
        return str(self.cleaned_data.get("jenis", ""))

    def entri(self, lama: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The rule with its head as written; its checks and examples stay."""
        data = self.cleaned_data
        kepala: dict[str, Any] = {"kode": data["nama"]}
        for k in ("judul", "tingkat", "dasar", "bunyi", "perbaikan", "catatan"):
            kepala[k] = data[k].replace("\r\n", "\n").strip()
        if self.jenis.startswith("pakai:"):
            kepala["pakai"] = kepala["kode"] = self.jenis.removeprefix("pakai:")
        sisa = {k: v for k, v in (lama or {}).items() if k not in kepala}
        return berisi(kepala) | sisa


class SyaratForm(forms.Form):
    """One condition."""

    jenis = forms.ChoiceField(
        label="Syarat",
        required=False,
        choices=[
            ("", "Tidak ada"),
            *((j, SEBUTAN_JENIS[j][0]) for j in JENIS_SYARAT),
            ("data_ada", "Data desa terisi"),
        ],
    )
    benda = forms.ChoiceField(label="Pilihan atau data", required=False)
    banding = forms.ChoiceField(label="Perbandingan", required=False, choices=[("", "–"), *BANDING])
    nilai = forms.CharField(label="Nilai", required=False, max_length=NILAI_MAKS)

    def __init__(self, *args: Any, isi: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom: Any = self.fields["benda"]
        kolom.choices = [("", "–"), ("Pilihan", pilihan_nama(isi)), ("Data", data_nama(isi))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        jenis = data.get("jenis")
        if not jenis:
            return data
        if not data.get("benda"):
            self.add_error("benda", "Pilih yang mana.")
        if jenis in BERBANDING and not (data.get("banding") and data.get("nilai")):
            self.add_error("nilai", "Lengkapi perbandingan dan nilainya.")
        return data


SyaratSet = formset_factory(SyaratForm, extra=2, max_num=12, absolute_max=16)


class PeriksaForm(forms.Form):
    """One check with what stands around it; its fields are those of `jenis`."""

    pilihan = forms.MultipleChoiceField(label="Pilihan", widget=forms.CheckboxSelectMultiple)
    isian = forms.ChoiceField(label="Data")
    dalam = forms.MultipleChoiceField(
        label="Hanya yang termasuk dalam", widget=forms.CheckboxSelectMultiple, help_text="Salah satunya."
    )
    satuan = forms.CharField(label="Satuan", max_length=100, help_text="Misalnya OB. Beberapa dipisah dengan koma.")
    banding1 = forms.ChoiceField(label="Perbandingan", required=False, choices=[("", "harus terisi saja"), *BANDING])
    nilai1 = forms.CharField(
        label="Nilai",
        required=False,
        max_length=NILAI_MAKS,
        help_text="Misalnya 30% x semua, atau 3.000.000. Dua bacaan dipisah dengan kata atau.",
    )
    banding2 = forms.ChoiceField(label="Dan juga", required=False, choices=[("", "Tidak ada"), *BANDING])
    nilai2 = forms.CharField(label="Nilai kedua", required=False, max_length=NILAI_MAKS)
    toleransi = forms.CharField(label="Toleransi rupiah", required=False, max_length=20)
    untuk = forms.ChoiceField(
        label="Hanya bila ada baris", required=False, help_text="Tanpa satu baris pun, aturan ini tidak berlaku."
    )
    per = forms.MultipleChoiceField(
        label="Dihitung terpisah untuk setiap",
        required=False,
        choices=[(k, k.replace("_", " ")) for k in KOLOM_PER],
        widget=forms.CheckboxSelectMultiple,
    )
    bila_salah_satu = forms.BooleanField(label="Salah satu syaratnya cukup", required=False)
    perlu_salah_satu = forms.BooleanField(label="Salah satu syaratnya cukup", required=False)
    sidik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, jenis: str, isi: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.jenis = jenis
        nama = pilihan_nama(isi)
        kolom: Any = self.fields
        kolom["pilihan"].choices = kolom["dalam"].choices = nama
        kolom["isian"].choices = data_nama(isi)
        kolom["untuk"].choices = [("", "Selalu"), *nama]
        ada = {
            "data": ("isian", "banding1", "nilai1", "banding2", "nilai2"),
            "harga": ("pilihan", "satuan", "banding1", "nilai1", "banding2", "nilai2", "toleransi"),
            "jumlah": ("pilihan", "banding1", "nilai1", "banding2", "nilai2", "toleransi"),
            "volume": ("pilihan", "banding1", "nilai1", "banding2", "nilai2"),
            "hanya": ("pilihan", "dalam"),
        }.get(jenis, ("pilihan",))
        for nama_kolom in KOLOM_PERIKSA:
            if nama_kolom not in ada:
                del self.fields[nama_kolom]
        if jenis in BERBANDING and jenis != "data":
            kolom["banding1"].choices = list(BANDING)[:5]
            kolom["nilai1"].required = True
        for satu in self.fields.values():
            satu.error_messages.update(WAJIB | {"invalid_choice": "Pilih salah satu yang ada."})
        self.syarat = {
            k: SyaratSet(data, prefix=k, initial=self.initial.get(k), form_kwargs={"isi": isi})
            for k in ("bila", "perlu")
        }

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(s.is_valid() for s in self.syarat.values())])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in ("1", "2"):
            if bool(data.get(f"banding{n}")) != bool(data.get(f"nilai{n}")) and f"nilai{n}" not in self.errors:
                self.add_error(f"nilai{n}", "Lengkapi perbandingan dan nilainya.")
        if data.get("banding1") and data.get("banding1") == data.get("banding2"):
            self.add_error("banding2", "Perbandingan kedua harus lain dari yang pertama.")
        return data

    @property
    def entri(self) -> dict[str, Any]:
        """Of a valid form."""
        syarat = {k: [s.cleaned_data for s in self.syarat[k].forms] for k in self.syarat}
        return rakit(self.jenis, self.cleaned_data | syarat)


def pilihan_nama(isi: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The selections of a set, with what they mean."""
    hasil = []
    for nama in nama_bagian(isi, "pilihan"):
        entri = isi["pilihan"][nama]
        arti = entri.get("arti", "") if isinstance(entri, Mapping) else ""
        hasil.append((nama, f"{nama} ({arti})" if arti else nama))
    return hasil


def data_nama(isi: Mapping[str, Any]) -> list[tuple[str, str]]:
    fakta = [(n, f"{n} ({f.get('arti', '')})") for n, f in (isi.get("fakta") or {}).items() if isinstance(f, Mapping)]
    return [*fakta, *((k, SEBUTAN_IDENTITAS[k]) for k in IDENTITAS)]


def jenis_dari(entri: Mapping[str, Any]) -> str:
    """Which check this is; "" where it is none."""
    return "data" if "data" in entri else next((j for j in SEBUTAN_JENIS if j in entri), "")


def urai(entri: Mapping[str, Any]) -> dict[str, Any]:
    """A check as its form shows it."""
    jenis = jenis_dari(entri)
    hasil: dict[str, Any] = {"untuk": entri.get("untuk", ""), "per": sebagai_daftar(entri.get("per"))}
    hasil |= {"toleransi": terbaca(entri["toleransi"]) if "toleransi" in entri else ""}
    hasil["satuan"] = ", ".join(map(str, sebagai_daftar(entri.get("satuan"))))
    hasil["dalam"] = sebagai_daftar(entri.get("dalam"))
    hasil |= {"isian": entri["data"]} if jenis == "data" else {"pilihan": sebagai_daftar(entri.get(jenis))}
    for n, k in enumerate([k for k, _ in BANDING if k in entri][:2], 1):
        hasil[f"banding{n}"] = k
        hasil[f"nilai{n}"] = ATAU.join(terbaca(v) for v in sebagai_daftar(entri[k]))
    for k in ("bila", "perlu"):
        daftar = sebagai_daftar(entri.get(k))
        if len(daftar) == 1 and isinstance(daftar[0], Mapping) and "salah_satu" in daftar[0]:
            hasil[f"{k}_salah_satu"] = True
            daftar = sebagai_daftar(daftar[0]["salah_satu"])
        hasil[k] = [_urai_syarat(s) for s in daftar]
    return hasil


def _urai_syarat(entri: Any) -> dict[str, Any]:
    if not isinstance(entri, Mapping):
        return {}
    jenis = jenis_dari(entri)
    banding = next((k for k, _ in BANDING if k in entri), "")
    sebutan = "data_ada" if jenis == "data" and "ada" in entri else jenis
    return {
        "jenis": sebutan,
        "benda": entri.get(jenis, ""),
        "banding": banding,
        "nilai": ATAU.join(terbaca(v) for v in sebagai_daftar(entri.get(banding))),
    }


def rakit(jenis: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """A check from what its form holds, in the order of a sentence."""
    hasil: dict[str, Any] = {}
    for k in ("bila", "perlu"):
        syarat = [_rakit_syarat(s) for s in data.get(k) or () if s.get("jenis")]
        hasil[k] = [{"salah_satu": syarat}] if syarat and data.get(f"{k}_salah_satu") else syarat
    hasil["untuk"] = data.get("untuk", "")
    hasil["per"] = satu_atau_banyak(data.get("per") or ())
    if jenis == "data":
        hasil["data"] = data["isian"]
        if not data.get("banding1"):
            hasil["ada"] = "ya"
    else:
        hasil[jenis] = satu_atau_banyak(data.get("pilihan") or ())
    hasil["dalam"] = satu_atau_banyak(data.get("dalam") or ())
    hasil["satuan"] = satu_atau_banyak(t.strip() for t in data.get("satuan", "").split(",") if t.strip())
    for n in ("1", "2"):
        if data.get(f"banding{n}"):
            hasil[data[f"banding{n}"]] = _nilai(data[f"nilai{n}"])
    hasil["toleransi"] = bakukan(data.get("toleransi") or "")
    return berisi(hasil)


def _nilai(teks: str) -> Any:
    return satu_atau_banyak(bakukan(v) for v in teks.split(ATAU) if v.strip())


def _rakit_syarat(data: Mapping[str, Any]) -> dict[str, Any]:
    if data["jenis"] == "data_ada":
        return {"data": data["benda"], "ada": "ya"}
    hasil: dict[str, Any] = {data["jenis"]: data["benda"]}
    if data["jenis"] in BERBANDING:
        hasil[data["banding"]] = _nilai(data["nilai"])
    return hasil


def pemeriksaan(entri: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The checks of a rule, each with what stands around it."""
    if "semua" in entri:
        return [dict(p) for p in entri["semua"] if isinstance(p, Mapping)]
    satu = {k: v for k, v in entri.items() if k not in (*KEPALA, "pakai", "contoh")}
    return [satu] if jenis_dari(satu) else []


def dengan_pemeriksaan(entri: Mapping[str, Any], semua: list[dict[str, Any]]) -> dict[str, Any]:
    """The rule with these checks: one stands in the rule itself, several under `semua`."""
    kepala = {k: entri[k] for k in KEPALA if k in entri}
    luar = {k: entri[k] for k in ("bila", "untuk", "perlu") if "semua" in entri and k in entri}
    contoh = {"contoh": entri["contoh"]} if "contoh" in entri else {}
    if len(semua) == 1 and not luar:
        return kepala | semua[0] | contoh
    return kepala | luar | ({"semua": semua} if semua else {}) | contoh
