"""Every fault, so many rounds, and what was lost or doubled: `python -m uji.gangguan.jalan`.

DATABASE_URL names a PostgreSQL server where a database of one's own may be made; without it the one of this machine.
After every PORSI rounds what was found is added to `hasil.json`, and docs/keandalan.md made of it: a run may be cut
off at any time, and the next goes on with the rounds that are missing.
"""

import argparse
import json
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from config.tests.menunggu import tunggu_sampai
from uji.gangguan.alam import SAPU_DETIK, Alam, jeda
from uji.gangguan.seberang import KEADAAN
from uji.serang.peladen import AKAR

HASIL = AKAR / "uji/gangguan/hasil.json"
CATATAN = AKAR / "hasil-uji"
DOKUMEN = AKAR / "docs/keandalan.md"
BUNUH, PADAM = 100, 50  # rounds of each kill, and of each outage
PORSI = 12  # rounds between two counts: as many of each way to kill or to cut off
SELURUHNYA = 4  # every so many kills take the whole worker; the others take the processes that do its work
TUNTAS_DETIK = 300.0
BASIS_DATA = f"perut_gangguan_{os.getpid()}"  # two runs at once leave each other alone


class Putaran:
    """So many, or as many as begin within `menit` minutes; `sudah` tells how many began."""

    def __init__(self, banyak: int, menit: float) -> None:
        self.banyak, self.batas, self.sudah = banyak, time.monotonic() + 60 * menit, 0

    def __iter__(self) -> Iterator[int]:
        while self.sudah < self.banyak and time.monotonic() < self.batas:
            self.sudah += 1
            yield self.sudah - 1


def tuntas(kerja) -> bool:
    """Wait until nothing is on its way any more. Whether it came to that; what did not is counted as lost."""
    try:
        tunggu_sampai(kerja.tuntas, kerja.nama, detik=TUNTAS_DETIK)
    except AssertionError:
        return False
    return True


def bunuh_pekerja(alam: Alam, kerja, putaran: Putaran) -> dict:
    """Work is asked for; as soon as somebody is at it, or soon after, it is killed."""
    kena = seluruhnya = 0
    for n in putaran:
        kerja.tambah(3)
        batas = time.monotonic() + 5
        while not kerja.berjalan() and time.monotonic() < batas:
            time.sleep(0.01)
        jeda(kerja.lama)
        kena += bool(kerja.berjalan())
        if n % SELURUHNYA == 0:
            seluruhnya += 1
            alam.bunuh("pekerja")
            kerja.dibunuh()
            alam.mulai("pekerja")
        else:
            alam.bunuh_anak("pekerja")
    tuntas(kerja)
    return {"kena": kena, "seluruhnya": seluruhnya}


def bunuh_impor(alam: Alam, kerja, putaran: Putaran) -> dict:
    return {"kena": sum(kerja.putaran() for _ in putaran), "seluruhnya": putaran.sudah}


def bunuh_server(alam: Alam, kerja, putaran: Putaran) -> dict:
    kerja.mulai()
    for n in putaran:
        jeda(1.0)
        if n % 2:
            alam.bunuh_anak("web")
        else:
            alam.bunuh("web")
            jeda(0.5)
            alam.mulai("web")
    jeda(1.0)
    kerja.berhenti()
    return {"ulang": kerja.ulang}


def padam(
    alam: Alam, kerja, putaran: Putaran, cara: list[tuple[Callable, Callable]], lama: float, banyak: int = 5
) -> dict:
    """Something else is away for a while; meanwhile work is asked for, and nobody who asks is told of it."""
    galat = 0
    for n in putaran:
        mati, hidup = cara[n % len(cara)]
        kerja.tambah(banyak)
        jeda(0.3)
        mati()
        for _ in range(2):
            try:
                kerja.tambah(banyak)
            except Exception as e:
                galat += 1
                print("   ", type(e).__name__, e, flush=True)
        jeda(lama)
        hidup()
    tuntas(kerja)
    return {"galat": galat, "terlama": round(kerja.terlama, 1)}


def antrean(alam: Alam, kerja, putaran: Putaran) -> dict:
    def beku() -> None:
        alam.redis.send_signal(signal.SIGSTOP)

    def cair() -> None:
        alam.redis.send_signal(signal.SIGCONT)

    return padam(alam, kerja, putaran, [(alam.redis_mati, alam.redis_mulai), (beku, cair)], 2.0)


def basis_data(alam: Alam, kerja, putaran: Putaran) -> dict:
    p = alam.perantara
    return padam(alam, kerja, putaran, [(p.putus, p.pulih), (p.beku, p.pulih)], 2.0)


def server_surel(alam: Alam, kerja, putaran: Putaran) -> dict:
    def jadi(keadaan: str) -> Callable[[], None]:
        return lambda: setattr(alam.surat, "keadaan", keadaan)

    return padam(alam, kerja, putaran, [(jadi(k), jadi("baik")) for k in ("putus", "tolak", "diam")], 2.0)


def luar(alam: Alam, kerja, putaran: Putaran) -> dict:
    """Something that the product asks over the network is away, silent, drips, or says something else."""
    cara = [(partial(alam.seberang.jadi, k), partial(alam.seberang.jadi, "baik")) for k in KEADAAN]
    return padam(alam, kerja, putaran, cara, 2.0, banyak=1)


def cakram(alam: Alam, kerja, putaran: Putaran) -> dict:
    return padam(alam, kerja, putaran, [(alam.cakram.penuhi, alam.cakram.longgarkan)], 0.5, banyak=1)


# kode: (what is broken, the work meanwhile, how, rounds)
GANGGUAN = {
    "pdf": ("Pekerja dibunuh selama membuat PDF", "Pdf", bunuh_pekerja, BUNUH),
    "ttd": ("Pekerja dibunuh selama menandatangani", "TandaTangan", bunuh_pekerja, BUNUH),
    "ekspor": ("Pekerja dibunuh selama mengekspor", "Ekspor", bunuh_pekerja, BUNUH),
    "impor": ("Server dibunuh selama mengimpor", "Impor", bunuh_impor, BUNUH),
    "pengingat": ("Pekerja dibunuh selama mengingatkan", "Pengingat", bunuh_pekerja, BUNUH),
    "surel": ("Pekerja dibunuh selama mengirim surel", "Surel", bunuh_pekerja, BUNUH),
    "server": ("Server web dibunuh selama isian lapangan dikirim", "Isian", bunuh_server, PADAM),
    "antrean": ("Redis dibunuh (lupa semuanya) atau dibekukan", "Surel", antrean, PADAM),
    "basisdata": ("Basis data terputus atau membeku bagi produk", "Surel", basis_data, PADAM),
    "smtp": ("Server surel memutus, menolak (451), atau diam", "Surel", server_surel, PADAM),
    "cakram": ("Cakram penuh selama berkas diunggah", "Unggahan", cakram, PADAM),
    "s3": ("Penyimpanan objek mati, diam, menetes, atau omong kosong", "Unggahan", luar, PADAM),
    "clamd": ("Pemindai virus mati, diam, menetes, atau omong kosong", "Unggahan", luar, PADAM),
    "tsa": ("Stempel waktu mati, diam, menetes, atau omong kosong", "Berstempel", luar, PADAM),
}


def tempat(kode: str) -> str:
    """Which world it is tried in: one where nothing else can be broken, if it needs nothing else."""
    return kode if kode in Alam.LUAR else ""


def jalankan(kode: str, alam: Alam, banyak: int, menit: float) -> dict:
    from uji.gangguan import kerja as ruang
    from uji.gangguan import kerja_web

    _, nama, cara, _ = GANGGUAN[kode]
    kerja = (getattr(ruang, nama, None) or getattr(kerja_web, nama))(alam)
    for siapa in ("pekerja", "jadwal", "web"):
        if siapa not in alam.grup:
            alam.mulai(siapa)
    mulai, putaran = time.monotonic(), Putaran(banyak, menit)
    lain = cara(alam, kerja, putaran)
    hitungan = kerja.hitung()
    return {
        "putaran": putaran.sudah,
        "pekerjaan": hitungan.pekerjaan,
        "hilang": hitungan.hilang,
        "ganda": hitungan.ganda,
        "catatan": hitungan.catatan[:10],
        "yatim": ruang.yatim(),
        "dihidupkan": alam.dihidupkan,
        "menit": round((time.monotonic() - mulai) / 60, 1),
        "tanggal": datetime.now().astimezone().strftime("%Y-%m-%d %H.%M %Z"),
        **lain,
    }


@contextmanager
def basis_data_baru(server: str) -> Iterator[str]:
    """An empty, migrated database of our own, for as long as this lasts."""
    alamat = urlsplit(server)
    milik = urlunsplit(alamat._replace(path=f"/{BASIS_DATA}"))
    with closing(psycopg2.connect(urlunsplit(alamat._replace(path="/postgres")))) as sambungan:
        sambungan.autocommit = True
        kursor = sambungan.cursor()
        kursor.execute(f"DROP DATABASE IF EXISTS {BASIS_DATA} WITH (FORCE)")
        kursor.execute(f"CREATE DATABASE {BASIS_DATA}")
        try:
            lingkungan = {**os.environ, "LINGKUNGAN": "pengembangan", "DATABASE_URL": milik, "REDIS_URL": ""}
            migrasi = [sys.executable, "manage.py", "migrate", "--noinput", "-v", "0"]
            subprocess.run(migrasi, cwd=AKAR, env=lingkungan, check=True)
            yield milik
        finally:
            kursor.execute(f"DROP DATABASE IF EXISTS {BASIS_DATA} WITH (FORCE)")


def tersimpan() -> dict[str, dict]:
    """What this run and others have found."""
    return json.loads(HASIL.read_text()) if HASIL.exists() else {}


def gabung(lama: dict, baru: dict) -> dict:
    """One line of the table out of two runs of the same fault: what was counted adds up, the longest wait stays."""
    hasil = lama | baru
    for apa, nilai in lama.items():
        if apa == "terlama":
            hasil[apa] = max(nilai, baru[apa])
        elif isinstance(nilai, int | float | list) and apa in baru:
            hasil[apa] = nilai + baru[apa]
    return hasil | {"menit": round(hasil["menit"], 1), "catatan": hasil["catatan"][:20]}


def simpan(kode: str, satu: dict) -> None:
    hasil = tersimpan()
    hasil[kode] = gabung(hasil[kode], satu) if kode in hasil else satu
    HASIL.write_text(json.dumps(hasil, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    DOKUMEN.write_text(dokumen(hasil), encoding="utf-8")


def porsi(kode: str, putaran: int | None) -> Iterator[int]:
    """So many rounds at a time: what is missing in the table, or `putaran` more."""
    sisa = putaran or GANGGUAN[kode][3] - tersimpan().get(kode, {}).get("putaran", 0)
    while sisa > 0:
        yield min(PORSI, sisa)
        sisa -= PORSI


def mesin() -> str:
    ingatan = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} inti {platform.machine()}, ingatan {ingatan:.0f} GB, Python {platform.python_version()}"


def main() -> int:
    urai = argparse.ArgumentParser(description=__doc__)
    urai.add_argument("--gangguan", nargs="+", choices=GANGGUAN, default=list(GANGGUAN))
    urai.add_argument("--putaran", type=int, help="sebanyak ini lagi, bukan yang masih kurang")
    urai.add_argument("--dari-awal", action="store_true", help="yang sudah dihitung bagi gangguan ini dibuang")
    urai.add_argument("--menit", type=float, default=1e6, help="paling lama bagi satu gangguan; putarannya lalu kurang")
    urai.add_argument("--basis-data", help="basis data PostgreSQL kosong yang sudah bermigrasi")
    urai.add_argument("--benih", type=int, help="pembunuhan pada saat yang sama lagi")
    pilihan = urai.parse_args()
    kelompok = {t: [k for k in pilihan.gangguan if tempat(k) == t] for t in map(tempat, pilihan.gangguan)}
    if len(kelompok) > 1:
        return max([sendiri(pilihan, kode) for kode in kelompok.values()])
    random.seed(pilihan.benih)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # nothing of ours stays behind
    server = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
    if pilihan.dari_awal:
        sisa = {kode: isi for kode, isi in tersimpan().items() if kode not in pilihan.gangguan}
        HASIL.write_text(json.dumps(sisa, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    with nullcontext(pilihan.basis_data) if pilihan.basis_data else basis_data_baru(server) as milik:
        return int(sum(semua_putaran(pilihan, milik)) > 0)


def sendiri(pilihan: argparse.Namespace, kode: list[str]) -> int:
    """The same command in a process of its own: Django is set up once, for one world."""
    kata = [sys.executable, "-m", "uji.gangguan.jalan", "--gangguan", *kode, "--menit", str(pilihan.menit)]
    kata += ["--dari-awal"] if pilihan.dari_awal else []
    for nama in ("putaran", "benih"):
        kata += [f"--{nama}", str(getattr(pilihan, nama))] if getattr(pilihan, nama) is not None else []
    return subprocess.run(kata, cwd=AKAR, check=False).returncode


def semua_putaran(pilihan: argparse.Namespace, milik: str) -> Iterator[int]:
    """What was lost, after each count."""
    with tempfile.TemporaryDirectory(prefix="perut-gangguan-") as folder:
        alam = Alam(Path(folder), milik, tempat(pilihan.gangguan[0]))
        try:
            for kode in pilihan.gangguan:
                batas = time.monotonic() + 60 * pilihan.menit
                for banyak in porsi(kode, pilihan.putaran):
                    satu = jalankan(kode, alam, banyak, (batas - time.monotonic()) / 60)
                    simpan(kode, satu | {"mesin": mesin()})
                    print(kode, satu, flush=True)
                    yield satu["hilang"]
                    if time.monotonic() >= batas:
                        break
        finally:
            CATATAN.mkdir(exist_ok=True)
            (CATATAN / f"gangguan-{os.getpid()}.log").write_bytes(
                alam.catatan.read_bytes() if alam.catatan.exists() else b""
            )
            alam.tutup()


def dokumen(hasil: dict[str, dict]) -> str:
    baris = []
    for kode, (sebutan, _, _, seharusnya) in GANGGUAN.items():
        if h := hasil.get(kode):
            kena = h.get("kena", "–")
            isi = [f"{h['putaran']} dari {seharusnya}", kena, h["pekerjaan"], h["hilang"], h["ganda"], h["menit"]]
            baris.append(f"| {sebutan} | {' | '.join(str(s).replace('.', ',') for s in isi)} | {h['tanggal']} |")
        else:
            baris.append(f"| {sebutan} | 0 dari {seharusnya} | – | – | – | – | – | belum dijalankan |")
    menit = sum(h["menit"] for h in hasil.values())
    mesin_ini = "; ".join(sorted({h["mesin"] for h in hasil.values()})) or "belum ada"
    lama = hasil.get("antrean", {}).get("terlama")
    beku = (
        f"- Selama Redis membeku, yang meminta pekerjaan menunggu paling lama {str(lama).replace('.', ',')} detik.\n"
        if lama
        else ""
    )
    return (
        KERANGKA.format(
            tabel="\n".join(baris), jam=f"{menit / 60:.1f}".replace(".", ","), mesin=mesin_ini, sapu=SAPU_DETIK
        )
        + beku
    )


KERANGKA = """\
# Keandalan

Halaman ini ditulis `make uji-gangguan` (`uji/gangguan/`), bukan dengan tangan. Produk dijalankan seperti di kantor \
(gunicorn, pekerja Celery, penjadwal, Redis, PostgreSQL, server surel; penyimpanan objek tiruan moto), dirusak dengan \
sengaja, lalu yang ada di basis data dan penyimpanan dibandingkan dengan yang diminta.

Lama semuanya {jam} jam di {mesin}. Sapuan setiap {sapu} detik (`SAPU_DETIK`; di kantor 60), jadi jeda, sewa, dan \
tanda hidup sekian kali lebih singkat.

| gangguan | putaran | kena saat bekerja | pekerjaan | hilang | ganda | menit | dijalankan |
|---|---|---|---|---|---|---|---|
{tabel}

- **Putaran** yang kurang dari seharusnya memang belum dijalankan sebanyak itu.
- **Kena saat bekerja**: pada saat dibunuh masih ada yang sedang dikerjakan; selebihnya jatuh di sela-selanya. Tidak \
diukur pada yang dipadamkan.
- **Hilang**: yang diminta dan sesudah semuanya tenang tidak ada, tidak utuh (hash berkas, tanda tangan yang sah, isi \
zip dan PDF), atau setengah tersimpan.
- **Ganda**: nomor, versi, tanda tangan, pemberitahuan, atau baris yang ada dua kali. Pada surel: *Message-ID* yang \
sampai dua kali; itu terjadi bila pekerja mati antara surel terkirim dan catatannya, atau bila server surel tidak \
sempat menjawab, dan program surel menampilkannya sekali ([keputusan 0025](keputusan/0025-kotak-keluar.md)).
- Pada cakram, penyimpanan objek, dan pemindai yang dikirim tiga unggahan seputaran, lewat halamannya; yang ditolak \
dengan kalimat dikirim lagi sesudah semuanya baik. Hilang di situ juga berarti berkas setengah yang tertinggal, atau \
berkas bervirus yang dinyatakan bersih. Kesabaran produk terhadap penyimpanan, pemindai, dan stempel waktu dibuat \
kira-kira sepuluh kali lebih singkat.
- Satu dari empat pembunuhan pekerja mengenai seluruh pekerja; yang lain proses yang mengerjakan. Basis data tidak \
dimatikan: sambungan produk kepadanya yang diputus atau ditahan.
"""


if __name__ == "__main__":
    sys.exit(main())
