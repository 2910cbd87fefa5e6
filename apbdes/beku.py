"""The evaluation as it was proposed, as plain data: whatever changes later, this is what was judged and why."""

from datetime import datetime
from typing import Any

from akun.models import Pengguna
from apbdes.enums import NAMA_PAGU, LembarAnggaran
from apbdes.fakta import kemas as kemas_fakta
from apbdes.kata import sebut_baris
from apbdes.komposisi import komposisi_beku
from apbdes.lembar.susun import lembar_beku, lembar_untuk
from apbdes.models import VersiApbdes
from apbdes.pendamping import PENDAMPING
from apbdes.penilaian import Penilaian, PutusanDinilai
from apbdes.perangkat import beku as perangkat_beku
from apbdes.pernyataan import MENURUT_EVALUATOR, Keterangan
from apbdes.pernyataan import beku as pernyataan_beku
from apbdes.tidak_diperiksa import tidak_diperiksa_beku
from apbdes.tim import delegasi_berlaku, tim_berlaku
from dasar.uang import rupiah, rupiah_atau_kosong
from dasar.waktu import hari_ini
from naskah.bagian import tanggal_panjang, waktu_setempat
from naskah.pejabat import pejabat_kecamatan


def susun(
    versi: VersiApbdes, penilaian: Penilaian, *, hasil: str, kesimpulan: str, oleh: Pengguna, waktu: datetime
) -> dict[str, Any]:
    """Everything that the berita acara and the decision will say about this version, in the order they say it."""
    kecamatan = versi.apbdes.desa.kecamatan
    tempat = penilaian.tersimpan.tempat
    baris = penilaian.baris
    pernyataan = pernyataan_beku(Keterangan(versi, penilaian.tersimpan, frozenset()))
    tim = tim_berlaku(kecamatan)
    evaluator = _evaluator(versi, oleh)
    return {
        "hasil": hasil,
        "kesimpulan": kesimpulan,
        "diusulkan": waktu_setempat(waktu, kecamatan),
        "evaluator": [_orang(p, versi) for p in evaluator],
        "kedudukan": [tim.kedudukan(p.pk) if tim else "" for p in evaluator],
        "ringkasan": _ringkasan(penilaian),
        "jumlah_baris": len(baris),
        "pagu": _pagu(versi, pernyataan),
        "pernyataan": pernyataan,
        "langkah_pagu": [langkah_beku(c) for c in versi.langkah_pagu.all()],
        "dokumen": _dokumen(versi),
        "waktu": waktu.isoformat(),
        "fakta": kemas_fakta(penilaian.tersimpan.anggaran.fakta),
        "tak_dinilai": penilaian.tak_dinilai,
        "perangkat": [perangkat_beku(p, versi.apbdes.tahun) for p in penilaian.perangkat],
        "putusan": [_putusan(p, baris) for p in penilaian.putusan],
        "lembar": lembar_beku(lembar_untuk(versi, penilaian)),
        "komposisi": komposisi_beku(penilaian),
        "tidak_diperiksa": tidak_diperiksa_beku(),
        "tim": str(tim or ""),
        "delegasi": str(delegasi_berlaku(kecamatan, versi.apbdes.tahun) or ""),
        "catatan": sorted(
            (_catatan(c, tempat, baris) for c in versi.catatan_baris.select_related("diubah_oleh")),
            key=lambda c: (list(LembarAnggaran.labels).index(c["lembar"]), c["nomor"]),
        ),
        "temuan": [
            {"uraian": t.uraian, "dasar": t.dasar, "saran": t.saran, "dipantau": t.dipantau}
            for t in versi.temuan_evaluasi.all()
        ],
    }


def _pagu(versi: VersiApbdes, pernyataan: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Each pagu as the budget has it, or as the evaluator stated it."""
    disebut = {p["hal"]: f"{p['isi']} ({MENURUT_EVALUATOR})" for p in pernyataan}
    ada = {k: getattr(versi, k) for k in NAMA_PAGU}
    return [
        {"nama": n, "nilai": disebut[k] if ada[k] is None and k in disebut else rupiah_atau_kosong(ada[k])}
        for k, n in NAMA_PAGU.items()
    ]


def _evaluator(versi: VersiApbdes, pengusul: Pengguna) -> list[Pengguna]:
    """Whoever proposes, then everybody else who judged, answered, noted or found something."""
    orang = {pengusul.pk: pengusul}
    for s in (
        *versi.sikap.select_related("oleh"),
        *versi.isian_lembar.select_related("oleh"),
        *versi.pernyataan.select_related("oleh"),
    ):
        orang.setdefault(s.oleh_id, s.oleh)
    for isi in (versi.catatan_baris, versi.temuan_evaluasi):
        for b in isi.select_related("diubah_oleh"):
            if b.diubah_oleh:
                orang.setdefault(b.diubah_oleh_id, b.diubah_oleh)
    return list(orang.values())


def _orang(pengguna: Pengguna, versi: VersiApbdes) -> dict[str, Any]:
    kecamatan = versi.apbdes.desa.kecamatan
    orang = pejabat_kecamatan(pengguna, kecamatan, hari_ini(kecamatan))
    return {k: getattr(orang, k) for k in ("nama", "jabatan", "pangkat", "nomor_label", "nomor", "id")}


def _ringkasan(penilaian: Penilaian) -> dict[str, str]:
    isi = penilaian.tersimpan.anggaran
    masuk = sum(p.jumlah for p in isi.pembiayaan_berawal("6.1"))
    keluar = sum(p.jumlah for p in isi.pembiayaan_berawal("6.2"))
    pendapatan = sum(p.jumlah for p in isi.pendapatan)
    return {
        "pendapatan": rupiah(pendapatan),
        "belanja": rupiah(isi.total_belanja),
        "surplus": rupiah(pendapatan - isi.total_belanja),
        "penerimaan_pembiayaan": rupiah(masuk),
        "pengeluaran_pembiayaan": rupiah(keluar),
    }


def _dokumen(versi: VersiApbdes) -> list[dict[str, str]]:
    dipilih = {d.kode: d for d in versi.dokumen.select_related("berkas__berkas")}
    hasil = []
    for p in PENDAMPING:
        d = dipilih.get(p.kode)
        isi = {"nama": p.nama, "keterangan": "belum ada", "sha256": ""}
        if d and d.berkas:
            nomor = f", nomor {d.berkas.berkas.nomor}" if d.berkas.berkas.nomor else ""
            isi |= {"keterangan": f"ada (“{d.berkas.berkas.judul}”{nomor})", "sha256": d.berkas.sha256}
        elif d and d.tidak_ada:
            isi["keterangan"] = "dinyatakan tidak ada oleh desa"
        hasil.append(isi)
    return hasil


def langkah_beku(catatan: Any) -> dict[str, Any]:
    """A step of pagu or policy before the submission, in words."""
    return {
        "langkah": catatan.get_langkah_display(),
        "tanggal": tanggal_panjang(catatan.tanggal),
        "dasar": catatan.dasar,
        "uraian": catatan.uraian,
        "pagu": catatan.perubahan,
    }


def _putusan(p: PutusanDinilai, baris: dict[str, Any]) -> dict[str, Any]:
    h = p.hasil
    return {
        "perangkat": p.perangkat.kode,
        "kode": p.aturan.kode,
        "judul": p.aturan.judul,
        "tingkat": p.tingkat,
        "dasar": p.aturan.dasar,
        "bunyi": p.aturan.bunyi,
        "putusan": h.putusan.value,
        "sebutan": p.sebutan,
        "pesan": h.pesan,
        "hitungan": h.hitungan or "",
        "batas": h.batas or "",
        "selisih": "" if h.selisih is None else rupiah(h.selisih),
        "catatan": h.catatan or "",
        "baris": [sebut_baris(baris[b]) if b in baris else b for b in h.baris],
        "sikap": p.sikap.get_sikap_display() if p.sikap else "",
        "alasan": p.sikap.alasan if p.sikap else "",
        "oleh": p.sikap.oleh.nama if p.sikap else "",
    }


def _catatan(c: Any, tempat: dict[Any, str], baris: dict[str, Any]) -> dict[str, Any]:
    letak = tempat.get(c.baris, "")
    b = baris.get(letak)
    return {
        "id": str(c.baris),
        "lembar": c.get_lembar_display(),
        "nomor": b.nomor if b else 0,
        "baris": sebut_baris(b) if b else "Baris yang sudah dihapus",
        "jumlah": rupiah(b.jumlah) if b else "–",
        "isi": c.isi,
        "oleh": c.diubah_oleh.nama if c.diubah_oleh else "",
    }
