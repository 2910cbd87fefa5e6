"""The worksheet of one budget: its rows with the proposal and the answer beside each, and what is still missing."""

from dataclasses import dataclass
from typing import Any

from apbdes.aturan.hasil import daftar
from apbdes.enums import JawabanLembar, JenisBaris
from apbdes.lembar.diketahui import Usul, diketahui
from apbdes.models import ButirLembar, FormulirLembar, IsianLembar, VersiApbdes
from apbdes.penilaian import Penilaian
from dasar.waktu import hari_ini, tanggal


@dataclass(frozen=True)
class BarisLembar:
    butir: ButirLembar
    usul: Usul | None
    isian: IsianLembar | None

    @property
    def jawaban(self) -> str:
        """What stands in the sheet: the evaluator's answer before the proposal."""
        if self.isian and self.isian.jawaban:
            return self.isian.jawaban
        return self.usul.jawaban if self.usul else ""

    @property
    def keterangan(self) -> str:
        return self.isian.keterangan if self.isian else ""

    @property
    def berbeda(self) -> bool:
        """The evaluator says otherwise than what the product knows."""
        return bool(self.usul and self.usul.jawaban and self.jawaban != self.usul.jawaban)

    @property
    def dijawab(self) -> bool:
        return self.butir.jenis != JenisBaris.BUTIR or bool(self.jawaban)

    @property
    def label_kesimpulan(self) -> str:
        nama = self.butir.teks.removeprefix("Aspek ")
        return f"Kesimpulan penilaian aspek {nama}"


@dataclass(frozen=True)
class Lembar:
    formulir: FormulirLembar
    baris: list[BarisLembar]

    def di_bawah(self, aspek: BarisLembar) -> list[BarisLembar]:
        """The rows up to the next aspect."""
        mulai = self.baris.index(aspek) + 1
        hasil = []
        for b in self.baris[mulai:]:
            if b.butir.jenis == JenisBaris.ASPEK:
                break
            hasil.append(b)
        return hasil

    @property
    def kekurangan(self) -> list[str]:
        """What stands between this sheet and the proposal of a result."""
        kalimat = []
        if belum := [b.butir.nomor for b in self.baris if not b.dijawab]:
            kalimat.append(f"Lembar evaluasi: {len(belum)} butir belum dijawab ({daftar(belum)}).")
        if beda := [b.butir.nomor for b in self.baris if b.berbeda and not b.keterangan]:
            kalimat.append(f"Lembar evaluasi: jawaban yang berbeda dari usulan belum beralasan ({daftar(beda)}).")
        if aspek := [b.butir.nomor for b in self.baris if b.butir.jenis == JenisBaris.ASPEK and not b.keterangan]:
            kalimat.append(f"Lembar evaluasi: kesimpulan aspek {daftar(aspek)} belum ditulis.")
        return kalimat


def formulir_untuk(versi: VersiApbdes) -> FormulirLembar | None:
    """The version fixed with the first answer; before it the one in force when the draft was received, an office's
    own before the general one. None where no worksheet is in force."""
    if versi.lembar_id:
        return versi.lembar
    kecamatan = versi.apbdes.desa.kecamatan
    pada = tanggal(versi.diterima, kecamatan) if versi.diterima else hari_ini(kecamatan)
    return FormulirLembar.objects.berlaku(kecamatan, pada).last()


def lembar_untuk(versi: VersiApbdes, nilai: Penilaian) -> Lembar | None:
    formulir = formulir_untuk(versi)
    if formulir is None:
        return None
    usul = diketahui(versi, nilai)
    isian = {i.butir_id: i for i in versi.isian_lembar.select_related("oleh")}
    butir = formulir.butir.order_by("urut")
    return Lembar(formulir, [BarisLembar(b, usul.get(b.diketahui), isian.get(b.pk)) for b in butir])


def lembar_beku(lembar: Lembar | None) -> dict[str, Any] | None:
    """As plain data, for the annex."""
    if lembar is None:
        return None
    return {
        "judul": lembar.formulir.judul,
        "sebutan": lembar.formulir.sebutan,
        "dasar": lembar.formulir.dasar,
        "catatan": list(lembar.formulir.catatan),
        "baris": [_baris_beku(b) for b in lembar.baris],
    }


def _baris_beku(b: BarisLembar) -> dict[str, str]:
    sendiri = b.isian is not None and bool(b.isian.jawaban or b.isian.keterangan)
    return {
        "nomor": b.butir.nomor,
        "jenis": b.butir.jenis,
        "teks": b.butir.teks,
        "kesimpulan": b.label_kesimpulan if b.butir.jenis == JenisBaris.ASPEK else "",
        "alat_verifikasi": b.butir.alat_verifikasi,
        "petunjuk": b.butir.keterangan,
        "jawaban": JawabanLembar(b.jawaban).label if b.jawaban else "",
        "keterangan": b.keterangan,
        "dari": b.usul.dari if b.usul else "",
        "berbeda": "ya" if b.berbeda else "",
        "oleh": b.isian.oleh.nama if sendiri and b.isian else "",
    }
