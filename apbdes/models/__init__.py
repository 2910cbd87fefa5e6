from apbdes.models.acuan import KegiatanTambahan, KodeTambahan, NilaiAturan, PilihanPerangkat, RekeningTambahan
from apbdes.models.evaluasi import CatatanBaris, PernyataanEvaluator, SikapAturan, TemuanEvaluasi
from apbdes.models.fakta import FaktaDesa
from apbdes.models.impor import BentukLembar, JenisPadanan, PadananImpor
from apbdes.models.lembar import ButirLembar, FormulirLembar, IsianLembar, RiwayatFormulirLembar
from apbdes.models.perangkat import PerangkatAturan, RiwayatPerangkat
from apbdes.models.rincian import RincianBelanja, RincianPembiayaan, RincianPendapatan
from apbdes.models.tim import DelegasiEvaluasi, TimEvaluasiApbdes
from apbdes.models.versi import (
    Apbdes,
    CatatanPagu,
    DokumenPendamping,
    KabarTenggat,
    RiwayatApbdes,
    VersiApbdes,
)

__all__ = [
    "Apbdes",
    "BentukLembar",
    "ButirLembar",
    "CatatanBaris",
    "CatatanPagu",
    "DelegasiEvaluasi",
    "DokumenPendamping",
    "FaktaDesa",
    "FormulirLembar",
    "IsianLembar",
    "JenisPadanan",
    "KabarTenggat",
    "KegiatanTambahan",
    "KodeTambahan",
    "NilaiAturan",
    "PadananImpor",
    "PerangkatAturan",
    "PernyataanEvaluator",
    "PilihanPerangkat",
    "RekeningTambahan",
    "RincianBelanja",
    "RincianPembiayaan",
    "RincianPendapatan",
    "RiwayatApbdes",
    "RiwayatFormulirLembar",
    "RiwayatPerangkat",
    "SikapAturan",
    "TemuanEvaluasi",
    "TimEvaluasiApbdes",
    "VersiApbdes",
]
