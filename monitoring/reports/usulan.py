"""A first wording of the report, from the surat tugas and the answers. Only ever offered, never stored by itself."""

from dasar.nama import akhiri, sambung, sela
from monitoring.models import JawabanMonitoring, Monitoring
from monitoring.queries import LembarRingkas, lembar_ringkas
from monitoring.reports.bagian import bidang_kalimat
from monitoring.services.laporan import IsiLaporan
from monitoring.syarat import TITIK, temuan_baru
from naskah.bagian import tanggal_panjang

SARAN_MAKS = 15


def laporan_usulan(monitoring: Monitoring) -> IsiLaporan:
    """Format VI in its own words, filled with what is known; dots stand where only the officers know."""
    lembar = lembar_ringkas(monitoring)
    bidang = bidang_kalimat(monitoring.nomor_bidang, monitoring.bidang)
    surat = monitoring.surat_tugas
    camat = surat.isi.get("camat", {}).get("jabatan") if surat else ""
    nomor = f"Nomor {surat.nomor} tanggal {tanggal_panjang(surat.tanggal)}" if surat and surat.terbit else TITIK
    return IsiLaporan(
        dasar=[
            f"Surat Keputusan Nomor {TITIK} tentang pengangkatan dalam jabatan yang melaksanakan monitoring;",
            akhiri(f"Surat Tugas {camat or 'Camat'} {nomor}"),
        ],
        maksud=f"Melaksanakan monitoring lapangan kegiatan di {sambung(bidang, str(monitoring.desa))}, dengan sasaran:",
        isi_kegiatan="\n".join(kalimat for r in lembar for kalimat in _kegiatan(r)),
        kesimpulan=_kesimpulan(lembar),
        saran=_saran(monitoring, lembar),
        foto_dilampirkan=monitoring.foto_dilampirkan,
    )


def _kegiatan(r: LembarRingkas) -> list[str]:
    kapan = f"Pada tanggal {tanggal_panjang(r.lembar.tanggal)}" if r.lembar.tanggal else "Monitoring dilaksanakan"
    apa = r.lembar.kegiatan or r.lembar.formulir.jenis_kegiatan.rstrip(".")
    jumlah = ", ".join(f"{n} {pilihan}" for pilihan, n in r.jumlah.items())
    kalimat = [f"{kapan} di {r.lembar.lokasi}: {akhiri(sela(apa))} Dari {r.banyak} butir, {jumlah}."]
    return kalimat + [akhiri(_butir(j)) for j in r.buruk]


def _butir(j: JawabanMonitoring) -> str:
    keterangan = " ".join(j.keterangan.split()).rstrip(".")
    return f"{j.teks_butir}: {j.jawaban}" + (f" ({keterangan})" if keterangan else "")


def _kesimpulan(lembar: list[LembarRingkas]) -> str:
    banyak, buruk = sum(r.terjawab for r in lembar), sum(len(r.buruk) for r in lembar)
    awal = "Setelah melaksanakan monitoring sesuai dengan surat tugas tersebut di atas, kami berkesimpulan bahwa"
    if not banyak:
        return f"{awal} {TITIK}"
    if not buruk:
        return f"{awal} seluruh {banyak} butir yang dimonitor dalam keadaan baik."
    return f"{awal} dari {banyak} butir yang dimonitor, {banyak - buruk} butir baik dan {buruk} butir perlu perhatian."


def _saran(monitoring: Monitoring, lembar: list[LembarRingkas]) -> list[str]:
    """What the findings recommend; without findings, one line per answer that is bad news."""
    temuan = [
        " ".join((t.rekomendasi or f"Menindaklanjuti temuan: {t.uraian}").split()) for t in temuan_baru(monitoring)
    ]
    if not temuan:
        buruk = [j for r in lembar for j in r.buruk]
        temuan = [akhiri(f"Pemerintah {monitoring.desa} agar memperbaiki: {j.teks_butir}") for j in buruk]
    return [t[:490] for t in temuan[:SARAN_MAKS]]
