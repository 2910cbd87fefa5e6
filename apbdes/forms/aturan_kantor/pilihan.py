"""A selection of rows, built by clicking: one filter of it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from apbdes.anggaran import KOMPONEN, PENERIMA, SUMBER_DANA
from apbdes.forms.aturan_kantor.dasar import BagianForm, berisi, satu_atau_banyak, sebagai_daftar
from apbdes.kantor.isi import nama_bagian
from apbdes.katalog import Katalog

LEMBAR = (("", "Belanja"), ("pendapatan", "Pendapatan"), ("pembiayaan", "Pembiayaan"))
YA_TIDAK = (("", "Tidak dilihat"), ("ya", "Ya"), ("tidak", "Tidak"))
TANDA = {"dari_silpa": "Dibiayai SiLPA", "bantuan_khusus": "Bantuan khusus", "risiko_tinggi": "Berisiko tinggi"}
BANYAK = ("kegiatan", "rekening", "sumber_dana", "komponen", "penerima")


class KelompokKode(forms.CheckboxSelectMultiple):
    """Codes under their bidang or akun, folded away until one is needed."""

    template_name = "apbdes/aturan_kantor/_kode.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        konteks = super().get_context(name, value, attrs)
        konteks["widget"]["kelompok"] = [_kelompok(*isi) for isi in konteks["widget"]["optgroups"]]
        return konteks


def _kelompok(judul: str, butir: list[dict[str, Any]], _nomor: int) -> dict[str, Any]:
    """What stands at the head of a group, and below it each code with those under it; open where one is ticked."""
    for b in butir:
        b["dalam"] = b["value"].count(".")
    akar = min(b["dalam"] for b in butir)
    bawah: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for b in butir:
        if b["dalam"] == akar + 1:
            bawah.append((b, []))
        elif b["dalam"] > akar + 1 and bawah:
            bawah[-1][1].append(b)
    return {
        "judul": judul,
        "buka": any(b["selected"] for b in butir),
        "atas": [b for b in butir if b["dalam"] == akar],
        "bawah": [(b, isi, any(x["selected"] for x in isi)) for b, isi in bawah],
    }


class PilihanForm(BagianForm):
    """One filter; of a union each stands on its own page. All that is ticked must hold, of one list any."""

    arti = forms.CharField(
        label="Arti",
        max_length=200,
        required=False,
        help_text="Dengan kata-kata inilah putusan menyebutnya, misalnya kegiatan infrastruktur.",
    )
    lembar = forms.ChoiceField(label="Lembar", choices=LEMBAR, required=False, widget=forms.RadioSelect)
    kegiatan = forms.MultipleChoiceField(label="Kegiatan", required=False, widget=KelompokKode)
    rekening = forms.MultipleChoiceField(label="Rekening", required=False, widget=KelompokKode)
    sumber_dana = forms.MultipleChoiceField(
        label="Sumber dana",
        required=False,
        choices=[(k, f"{k} – {n}") for k, n in SUMBER_DANA.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    komponen = forms.MultipleChoiceField(
        label="Komponen",
        required=False,
        choices=[(k, k.replace("_", " ")) for k in KOMPONEN],
        widget=forms.CheckboxSelectMultiple,
    )
    penerima = forms.MultipleChoiceField(
        label="Penerima", required=False, choices=list(PENERIMA.items()), widget=forms.CheckboxSelectMultiple
    )
    satuan = forms.CharField(
        label="Satuan", required=False, max_length=200, help_text="Misalnya OB. Lebih dari satu dipisah dengan koma."
    )
    uraian = forms.CharField(
        label="Kata dalam uraian",
        required=False,
        max_length=500,
        help_text="Kata utuh dalam uraian baris atau kegiatannya, misalnya insentif ketua rt. Beberapa kemungkinan "
        "dipisah dengan koma.",
    )
    dari_silpa = forms.ChoiceField(label=TANDA["dari_silpa"], choices=YA_TIDAK, required=False)
    bantuan_khusus = forms.ChoiceField(label=TANDA["bantuan_khusus"], choices=YA_TIDAK, required=False)
    risiko_tinggi = forms.ChoiceField(label=TANDA["risiko_tinggi"], choices=YA_TIDAK, required=False)
    dalam = forms.MultipleChoiceField(
        label="Juga termasuk dalam", required=False, widget=forms.CheckboxSelectMultiple, help_text="Salah satunya."
    )
    kecuali = forms.MultipleChoiceField(
        label="Kecuali yang termasuk", required=False, widget=forms.CheckboxSelectMultiple
    )
    sekegiatan = forms.ChoiceField(
        label="Kegiatannya mempunyai baris dalam", required=False, help_text="Semua baris kegiatan itu ikut terpilih."
    )
    acuan = forms.ChoiceField(label="Kegiatan acuannya mempunyai baris dalam", required=False)
    kosong = forms.BooleanField(
        label="Sel yang kosong berarti bukan",
        required=False,
        help_text="Tanpa ini, sel kosong berarti belum diketahui.",
    )

    def __init__(self, *args: Any, katalog: Katalog, pertama: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not pertama:
            del self.fields["arti"]
        for nama in BANYAK[:2]:
            ada = self.initial.get(nama) or []
            self._pilihan(nama).choices = _kode(nama, katalog, ada)
        lain = [(n, n) for n in nama_bagian(self.isi, "pilihan") if n != self.initial.get("nama")]
        for nama in ("dalam", "kecuali"):
            self._pilihan(nama).choices = lain
        for nama in ("sekegiatan", "acuan"):
            self._pilihan(nama).choices = [("", "Tidak dilihat"), *lain]

    def _pilihan(self, nama: str) -> Any:
        return self.fields[nama]

    @staticmethod
    def urai(entri: Any) -> dict[str, Any]:
        """`entri` is one filter."""
        isi = dict(entri)
        hasil: dict[str, Any] = {k: sebagai_daftar(isi.get(k)) for k in (*BANYAK, "dalam", "kecuali")}
        hasil |= {k: ", ".join(map(str, sebagai_daftar(isi.get(k)))) for k in ("satuan", "uraian")}
        hasil |= {k: isi.get(k, "") for k in ("arti", "lembar", "sekegiatan", "acuan", *TANDA)}
        return hasil | {"kosong": isi.get("kosong") == "bukan"}

    def entri(self) -> dict[str, Any]:
        return rakit(self.cleaned_data)


def rakit(data: Mapping[str, Any]) -> dict[str, Any]:
    """One filter from what its form holds."""
    hasil = {k: data.get(k, "") for k in ("arti", "lembar", "sekegiatan", "acuan", *TANDA)}
    hasil |= {k: satu_atau_banyak(data.get(k) or ()) for k in (*BANYAK, "dalam", "kecuali")}
    for k in ("satuan", "uraian"):
        hasil[k] = satu_atau_banyak([t.strip() for t in data.get(k, "").split(",") if t.strip()])
    return berisi(hasil | {"kosong": "bukan" if data.get("kosong") else ""})


def _kode(nama: str, katalog: Katalog, ada: list[str]) -> list[Any]:
    """The codes of every level under their bidang or akun, those that the entry names among them."""
    if nama == "kegiatan":
        daun, sebut, akar = list(katalog.kegiatan), katalog.nama_bidang, katalog.nama_kegiatan
    else:
        daun, sebut, akar = list(katalog.rekening), katalog.nama_rekening, katalog.nama_rekening
    semua = {".".join(k.split(".")[:n]) for k in (*daun, *map(str, ada)) for n in range(1, k.count(".") + 2)}
    penuh = max((k.count(".") for k in daun), default=2)
    label = {k: f"{k} {akar(k) if k.count('.') == penuh else sebut(k)}" for k in semua}
    kelompok: dict[str, list[tuple[str, str]]] = {}
    for k in sorted(semua, key=lambda k: [(len(b), b) for b in k.split(".")]):
        kepala = k.split(".")[0] if nama == "kegiatan" else ".".join(k.split(".")[:2])
        kelompok.setdefault(kepala, []).append((k, label[k]))
    return [(label.get(kepala, kepala), isi) for kepala, isi in sorted(kelompok.items())]
