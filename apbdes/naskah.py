"""The official documents of the evaluation of a budget, registered with the room `naskah` by ApbdesConfig.ready."""

from akun.enums import Peran
from apbdes.models import VersiApbdes
from apbdes.templatetags.apbdes_cetak import kedudukan
from desa.models import Kecamatan
from naskah.bagian import Orang
from naskah.jenis import JenisNaskah, Penanda, Pos, daftarkan
from naskah.models import Naskah
from naskah.peraturan import Butir, peraturan

PERMENDAGRI = ("permendagri-20-2018", "permendagri-73-2020")


def penanda_berita_acara(isi: dict) -> list[Penanda]:
    """The evaluators in any order, then the camat."""
    evaluator = [
        Penanda(f"evaluator-{n}", 1, kedudukan(isi, n - 1) or "Evaluator", Orang(**o))
        for n, o in enumerate(isi["evaluator"], 1)
    ]
    return [*evaluator, Penanda("camat", 2, "Mengetahui", Orang(**isi["camat"]))]


def _penanda_keputusan(isi: dict) -> list[Penanda]:
    return [Penanda("camat", 1, "", Orang(**isi["camat"]))]


def _diganti_berita_acara(lama: Naskah, baru: Naskah) -> None:
    """The draft speaks of the document that is in force."""
    VersiApbdes.objects.filter(berita_acara=lama).update(berita_acara=baru)


def _mengingat(_kecamatan: Kecamatan) -> list[Butir]:
    """Without the kabupaten's delegation to the camat (Permendagri 20/2018 Pasal 37): each kabupaten has its own,
    an office enters it. The sets of rules that judged are added to every decree."""
    return peraturan("uu-6-2014", "uu-23-2014", "pp-43-2014", "permendagri-111-2014", *PERMENDAGRI)


def _penerima(isi: dict) -> list[int]:
    """The evaluators; the desa receives it anyhow."""
    return [o["id"] for o in isi["evaluasi"]["evaluator"] if o.get("id")]


def _versi(naskah: Naskah) -> str:
    """The page of the draft that the document is about."""
    versi = VersiApbdes.objects.tentang(naskah).first()
    return versi.get_absolute_url() if versi else ""


BERITA_ACARA = daftarkan(
    JenisNaskah(
        kode="berita_acara_evaluasi_apbdes",
        nama="Berita Acara Evaluasi APB Desa",
        template="apbdes/pdf/berita_acara.html",
        penanda=penanda_berita_acara,
        tempat=("evaluator-", "camat"),
        diganti=_diganti_berita_acara,
        kunci_tanggal="tanggal_surat",
        pos={"camat": Pos(Peran.CAMAT, "camat")},
        tautan=_versi,
        penerima=_penerima,
        lewat_asal=True,
        pola="{klasifikasi}/{urut:03d}/BA-APBDES/{kode}/{tahun}",  # told apart from the decision of the same day
        retensi_tahun=10,
    )
)
KEPUTUSAN = daftarkan(
    JenisNaskah(
        kode="keputusan_evaluasi_apbdes",
        nama="Keputusan Camat tentang Hasil Evaluasi APB Desa",
        template="apbdes/pdf/keputusan.html",
        penanda=_penanda_keputusan,
        tempat=("camat",),
        pos={"camat": Pos(Peran.CAMAT, "camat")},
        tautan=_versi,
        penerima=_penerima,
        lewat_asal=True,
        pola="{klasifikasi}/{urut:03d}/KEP-APBDES/{kode}/{tahun}",
        retensi_tahun=10,
        mengingat=_mengingat,
        tembusan=(
            "{kepala_daerah} (sebagai laporan)",
            "Inspektorat {kabupaten}",
            "Ketua {bpd}",
        ),
    )
)
