"""What the tests of instruments need of every room that has them: `RUANG["monitoring"]`, `RUANG["evaluasi"]`,
`RUANG["apbdes"]`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from akun.tests.instrumen import data_editor
from apbdes.forms.lembar import EditorLembar
from apbdes.models import FormulirLembar, VersiApbdes
from apbdes.services.lembar import FORMULIR as LEMBAR
from apbdes.tests.factories import FormulirLembarFactory, VersiApbdesFactory
from evaluasi.forms.formulir import EditorEvaluasi
from evaluasi.queries import formulir_berlaku as berlaku_evaluasi
from evaluasi.services.formulir import FORMULIR as EVALUASI
from evaluasi.tests.factories import EvaluasiFactory, FormulirEvaluasiFactory
from instrumen import services
from instrumen.jenis import JenisFormulir
from monitoring.forms.formulir import EditorMonitoring
from monitoring.queries import formulir_berlaku as berlaku_monitoring
from monitoring.services.formulir import FORMULIR as MONITORING
from monitoring.tests.factories import FormulirMonitoringFactory, MonitoringFactory


@dataclass(frozen=True)
class Ruang:
    nama: str
    jenis: JenisFormulir
    formulir: Callable[..., Any]  # formulir(banyak=2, status="draf", …)
    pakai: Callable[[Any, Any], Any]  # a sheet in this desa with this form
    berlaku: Callable[..., Any]
    editor: Any
    baris_berelasi: str = "butir"
    wajib: tuple[tuple[str, str], ...] = ()  # what a new row needs beside its text

    def layanan(self, nama: str) -> Callable[..., Any]:
        """A service of instrumen for this room."""
        fungsi = getattr(services, f"formulir_{nama}")
        return fungsi if nama == "tarik" else partial(fungsi, jenis=self.jenis)

    def baris(self, formulir: Any) -> list[str]:
        return [b["teks"] for b in self.jenis.isi_baris(formulir)]


def _formulir_monitoring(banyak: int = 2, **isi: Any) -> Any:
    return FormulirMonitoringFactory(butir=banyak, **isi)


def _formulir_evaluasi(banyak: int = 2, **isi: Any) -> Any:
    return FormulirEvaluasiFactory(aspek=banyak, **isi)


RUANG = {
    "monitoring": Ruang(
        "monitoring",
        MONITORING,
        _formulir_monitoring,
        lambda formulir, desa: MonitoringFactory(desa=desa).lembar.create(formulir=formulir, lokasi="Kantor Desa"),
        berlaku_monitoring,
        EditorMonitoring,
    ),
    "evaluasi": Ruang(
        "evaluasi",
        EVALUASI,
        _formulir_evaluasi,
        lambda formulir, desa: EvaluasiFactory(desa=desa).lembar.create(formulir=formulir, urut=1),
        berlaku_evaluasi,
        EditorEvaluasi,
        "aspek",
    ),
    "apbdes": Ruang(
        "apbdes",
        LEMBAR,
        lambda banyak=2, **isi: FormulirLembarFactory(butir=banyak, **isi),
        lambda formulir, desa: VersiApbdesFactory(desa=desa, lembar=formulir),
        lambda kecamatan: FormulirLembar.objects.berlaku(kecamatan),
        EditorLembar,
        wajib=(("nomor", "9.9"), ("jenis", "butir")),
    ),
}


def formulir_dari(lembar: Any) -> Any:
    """The form that something was begun with."""
    return lembar.lembar if isinstance(lembar, VersiApbdes) else lembar.formulir


def kiriman(ruang: Ruang, formulir: Any, **ganti: str) -> dict[str, str]:
    """What the editor's page would send for a draft as it is stored."""
    return data_editor(ruang.editor.buka(formulir), formulir.revisi) | ganti
