"""What the filled forms say (Lampiran IV, Format II to IV), gathered once on closing and frozen in `Naskah.isi`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from fractions import Fraction

from dasar.nama import tanpa_jenis
from evaluasi import acuan
from evaluasi.enums import CaraNilai, Huruf
from evaluasi.hasil import lembar_lengkap
from evaluasi.hitung import ATURAN_BULAT, HasilAspek, HasilEvaluasi, HasilLembar, Skala, cetak, eksak
from evaluasi.models import Aspek, Evaluasi, FormulirEvaluasi, TingkatAspek
from evaluasi.reports.sk import penerbit_panjang
from instrumen.acuan import catatan_sumber
from naskah.bagian import Kop, Orang, kop, tanggal_panjang

SEMUA_FORMULIR = " sampai Format "  # 'Lampiran IV, Format II.A sampai Format IV': a note on all of them
CATATAN_SEL = 20  # letters: more would make its row of the form higher than the text of the level


@dataclass(frozen=True)
class Tanda:
    """The marks in one row: `huruf` names the column, `siapa` the members by their number in the team's table."""

    huruf: str
    siapa: list[str]


@dataclass(frozen=True)
class BarisTingkat:
    huruf: str
    teks: str
    tanda: Tanda | None
    catatan: list[str]


@dataclass(frozen=True)
class BarisAspek:
    """`catatan` are the notes too long for the narrow column of their level: they stand below the aspect, whole."""

    nomor: str
    teks: str
    tingkat: list[BarisTingkat]
    rata: str
    nama: str
    pembahasan: list[str]
    catatan: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Lembar:
    """One form. `kolom` are the names of the levels, best first; a blank form has no numbers yet."""

    kode: str
    versi: int
    kegiatan: str
    jenis: str
    lokasi: str
    kolom: list[dict[str, str]]
    aspek: list[BarisAspek]
    total: str
    nilai: str
    kategori: str
    catatan: list[str]  # about the source


@dataclass(frozen=True)
class AnggotaTercetak:
    """One row of TIM EVALUASI KEGIATAN. Who did not score does not sign."""

    urut: int
    kedudukan: str
    orang: Orang
    menilai: bool


@dataclass(frozen=True)
class LembarNaskah:
    kop: Kop
    desa: str
    tahun: int
    mulai: str
    selesai: str
    cara: str
    hitungan: str
    aturan: str
    skala: list[dict[str, str]]
    lembar: list[Lembar]
    tim: list[AnggotaTercetak]
    tidak_menilai: list[str]
    alasan: list[str]
    rekap: str
    sk: str
    tempat: str
    tanggal: str
    catatan: list[str]  # about the source of all its forms


def lembar_isi(evaluasi: Evaluasi, hasil: HasilEvaluasi) -> dict:
    """Everything the filled forms of this evaluation say; the date is that of the camat's approval, added then."""
    kecamatan = evaluasi.desa.kecamatan
    formulir = {lb.pk: lb.formulir for lb in lembar_lengkap(evaluasi)}
    urut = {p.anggota: n for n, p in enumerate(hasil.penilai, 1)}
    return asdict(
        LembarNaskah(
            kop=kop(kecamatan),
            desa=str(evaluasi.desa),
            tahun=evaluasi.tahun,
            mulai=tanggal_panjang(evaluasi.tanggal_mulai),
            selesai=tanggal_panjang(evaluasi.tanggal_selesai),
            cara=evaluasi.cara,
            hitungan=kalimat_hitungan(evaluasi.cara, hasil.angka_tingkat),
            aturan=ATURAN_BULAT,
            skala=_skala(hasil.lembar[0].skala) if hasil.lembar else [],
            lembar=[_lembar(formulir[h.lembar], h, evaluasi, urut) for h in hasil.lembar],
            tim=tim_tercetak(evaluasi, hasil),
            tidak_menilai=[p.nama for p in hasil.penilai if not p.menilai],
            alasan=[b.strip() for b in evaluasi.alasan_tidak_lengkap.splitlines() if b.strip()],
            rekap=_rekap(hasil),
            sk=rujukan_sk(evaluasi),
            tempat=kecamatan.tempat,
            tanggal="",
            catatan=catatan_bersama(formulir.values()),
        )
    )


def formulir_kosong(formulir: FormulirEvaluasi, desa: str = "") -> dict:
    """One form to be filled in on paper."""
    skala = Skala.dari(formulir.skala)
    return asdict(
        Lembar(
            kode=formulir.kode,
            versi=formulir.versi,
            kegiatan=formulir.bidang,
            jenis=formulir.jenis_kegiatan,
            lokasi=_lokasi(formulir, desa),
            kolom=_kolom(skala),
            aspek=[
                BarisAspek(a.nomor, a.teks, [BarisTingkat(t.huruf, t.teks, None, []) for t in _tingkat(a)], "", "", [])
                for a in formulir.aspek.order_by("urut").prefetch_related("tingkat")
            ],
            total="",
            nilai="",
            kategori="",
            catatan=catatan_formulir(formulir),
        )
    )


def catatan_formulir(formulir: FormulirEvaluasi) -> list[str]:
    """What the screen says about the source: the form's own notes, then each aspect's."""
    aspek = sorted(formulir.aspek.all(), key=lambda a: a.urut)
    return [*formulir.catatan, *(f"Aspek {a.nomor}: {c}" for a in aspek for c in a.catatan)]


def catatan_bersama(formulir: Iterable[FormulirEvaluasi]) -> list[str]:
    """The notes on all forms of a regulation at once, such as the table's heading that is worded differently here."""
    berkas = {f.acuan for f in formulir}
    yang_dipakai = [isi for isi in acuan.yang_utuh() if isi["kode"] in berkas]
    return [c["teks"] for c in catatan_sumber(yang_dipakai) if SEMUA_FORMULIR in c["tempat"]]


def kalimat_hitungan(cara: str, angka_tingkat: dict[str, str]) -> str:
    """How the marks became numbers; Lampiran IV leaves that to the team, so the form says it."""
    if cara == CaraNilai.ANGKA:
        return (
            "Penilaian kuantitatif: setiap anggota memberi angka 0 sampai 100. Tanda X menunjukkan tingkat tempat "
            "angka itu berada; angkanya sendiri yang dihitung."
        )
    angka = ", ".join(f"{h} = {_ringkas(eksak(n))}" for h, n in sorted(angka_tingkat.items()))
    return f"Penilaian kualitatif: setiap anggota memilih satu tingkat, dan tingkat itu dihitung sebagai angka {angka}."


def tim_tercetak(evaluasi: Evaluasi, hasil: HasilEvaluasi) -> list[AnggotaTercetak]:
    menilai = {p.anggota: p.menilai for p in hasil.penilai}
    return [
        AnggotaTercetak(
            urut=n,
            kedudukan=a.get_jabatan_tim_display(),
            orang=Orang(
                nama=a.nama,
                jabatan=a.jabatan or a.get_jabatan_tim_display(),
                nomor_label="NIP" if a.nip else "",
                nomor=a.nip,
                id=a.pengguna_id,
            ),
            menilai=menilai.get(a.pk, True),
        )
        for n, a in enumerate(evaluasi.tim.anggota.order_by("urut", "pk"), 1)
    ]


def rujukan_sk(evaluasi: Evaluasi) -> str:
    tim = evaluasi.tim
    return (
        f"Keputusan {penerbit_panjang(tim)} Nomor {tim.nomor_sk} tanggal {tanggal_panjang(tim.tanggal_sk)} "
        f"tentang Pembentukan {tim.nama}"
    )


def _lembar(formulir: FormulirEvaluasi, hasil: HasilLembar, evaluasi: Evaluasi, urut: dict[int, int]) -> Lembar:
    aspek = {a.pk: a for a in formulir.aspek.all()}
    return Lembar(
        kode=formulir.kode,
        versi=formulir.versi,
        kegiatan=formulir.bidang,
        jenis=formulir.jenis_kegiatan,
        lokasi=_lokasi(formulir, str(evaluasi.desa)),
        kolom=_kolom(hasil.skala),
        aspek=[_aspek(aspek[h.aspek], h, hasil, evaluasi.cara, urut) for h in hasil.aspek],
        total=hasil.total_cetak,
        nilai=hasil.nilai_cetak,
        kategori=hasil.kategori,
        catatan=catatan_formulir(formulir),
    )


def _aspek(aspek: Aspek, hasil: HasilAspek, lembar: HasilLembar, cara: str, urut: dict[int, int]) -> BarisAspek:
    siapa: dict[str, list[str]] = defaultdict(list)
    catatan: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for s in hasil.skor:
        nomor = urut[s.anggota]
        siapa[s.tingkat].append(f"{nomor}: {s.cetak}" if cara == CaraNilai.ANGKA else str(nomor))
        if isi := " ".join(s.catatan.split()):
            catatan[s.tingkat].setdefault(isi, []).append(str(nomor))
    tertulis = {h: [f"{', '.join(n)}: {isi}" for isi, n in c.items()] for h, c in catatan.items()}
    panjang = {h for h, c in tertulis.items() if sum(map(len, c)) > CATATAN_SEL}
    return BarisAspek(
        nomor=hasil.nomor,
        teks=hasil.teks,
        tingkat=[
            BarisTingkat(
                t.huruf,
                t.teks,
                _tanda(t.huruf, siapa[t.huruf], cara),
                [] if t.huruf in panjang else tertulis.get(t.huruf, []),
            )
            for t in _tingkat(aspek)
        ],
        rata=lembar.cetak(hasil.rata),
        nama=lembar.nama(hasil.huruf),
        pembahasan=[b.strip() for b in hasil.pembahasan.splitlines() if b.strip()],
        catatan=[c for h in sorted(panjang) for c in tertulis[h]],
    )


def _tanda(huruf: str, siapa: list[str], cara: str) -> Tanda | None:
    """Numbers stand one below the other, members beside each other."""
    if not siapa:
        return None
    return Tanda(huruf, siapa if cara == CaraNilai.ANGKA else [", ".join(siapa)])


def _tingkat(aspek: Aspek) -> Iterable[TingkatAspek]:
    urutan = [str(h) for h in Huruf]
    return sorted(aspek.tingkat.all(), key=lambda t: urutan.index(t.huruf))


def _kolom(skala: Skala) -> list[dict[str, str]]:
    return [{"huruf": t.huruf, "nama": t.nama.upper()} for t in skala.tingkat]


def _lokasi(formulir: FormulirEvaluasi, desa: str) -> str:
    """The place with the village's own name where the form says '(nama Desa)'."""
    if not desa:
        return formulir.lokasi
    teks = formulir.lokasi.replace("Desa (nama Desa)", desa).replace("(nama Desa)", tanpa_jenis("Desa", desa))
    return teks or desa


def _ringkas(angka: Fraction) -> str:
    """'95', '79,5': without zeros that say nothing."""
    return cetak(angka).rstrip("0").rstrip(",")


def _skala(skala: Skala) -> list[dict[str, str]]:
    """The scale in words, without a gap between two bands: 'dari 70 sampai kurang dari 90'."""
    hasil, atas = [], Fraction(100)
    for n, t in enumerate(skala.tingkat):
        bawah, sampai = _ringkas(t.minimal), _ringkas(atas)
        if n == 0:
            rentang = f"{bawah} sampai dengan 100"
        elif t.minimal == 0:
            rentang = f"kurang dari {sampai}"
        else:
            rentang = f"{bawah} sampai kurang dari {sampai}"
        hasil.append({"nama": t.nama.upper(), "rentang": rentang})
        atas = t.minimal
    return hasil


def _rekap(hasil: HasilEvaluasi) -> str:
    """The mean over several forms, which the source does not have."""
    if len(hasil.lembar) < 2 or hasil.nilai is None:
        return ""
    kategori = f" ({hasil.kategori})" if hasil.kategori else ""
    return (
        f"Rata-rata nilai {len(hasil.lembar)} formulir: {hasil.nilai_cetak}{kategori}. Angka ini ukuran PERUT; "
        "peraturan hanya mengenal nilai tiap formulir."
    )
