"""What is asked for through the product's own pages, over HTTP, as a browser or a telephone does: see kerja.py."""

import json
import threading
import time
import uuid
from collections import Counter
from hashlib import sha256
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.test import Client

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.models import VersiBerkas
from berkas.tests import berkas_contoh
from berkas.tests.contoh_unggah import kategori
from desa.models import Perangkat
from operasi.penyimpanan import semua_nama
from perut.enums import StatusKunjungan
from perut.models import Kehadiran
from perut.tests.factories import KunjunganFactory
from uji.gangguan.alam import Alam, jeda
from uji.gangguan.kerja import Hitungan, Kerja, utuh
from uji.gangguan.seberang import PENANDA_VIRUS


class TanpaAlih(HTTPRedirectHandler):
    def redirect_request(self, *_args, **_kwargs):
        return None


def masuk(orang) -> dict[str, str]:
    """The headers of somebody who is signed in."""
    klien = Client()
    klien.force_login(orang, backend="django.contrib.auth.backends.ModelBackend")
    token = "a" * 32
    kue = f"{settings.SESSION_COOKIE_NAME}={klien.cookies[settings.SESSION_COOKIE_NAME].value}; csrftoken={token}"
    return {"Cookie": kue, "X-CSRFToken": token}


def kirim(alam: Alam, jalan: str, isi: bytes, kepala: dict[str, str], *, detik: float = 20) -> tuple[int, str]:
    """(status, page or address); 0 when the server hung up."""
    permintaan = Request(f"http://127.0.0.1:{alam.porta_web}{jalan}", isi, kepala)
    try:
        with build_opener(TanpaAlih).open(permintaan, timeout=detik) as jawab:
            return jawab.status, jawab.read().decode()
    except HTTPError as jawab:
        return jawab.code, jawab.headers.get("Location", "")
    except (OSError, HTTPException):
        return 0, ""


class Impor(Kerja):
    """A sheet of people, shown and agreed to; the server dies while it is kept. Not answered, one does it again."""

    nama, lama = "Impor", 1.0
    BARIS = 20

    def __init__(self, alam: Alam) -> None:
        super().__init__(alam)
        self.kepala = masuk(pengguna_berperan(Peran.SEKRETARIS_DESA, self.desa))
        self.lembar: list[str] = []
        self.diterima: set[str] = set()
        self.setengah = self.terputus = 0

    def unggah(self, sebutan: str) -> str:
        """The key of the preview; '' when the server hung up."""
        baris = [f"{self.desa.kode},{sebutan} {n},staf,17/05/2021" for n in range(self.BARIS)]
        isi = "\r\n".join(["kode_desa,nama,jabatan,mulai", *baris])
        badan = (
            '--batas\r\nContent-Disposition: form-data; name="berkas"; filename="a.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{isi}\r\n--batas--\r\n"
        ).encode()
        jenis = {"Content-Type": "multipart/form-data; boundary=batas"}
        _, halaman = kirim(self.alam, "/desa/perangkat/impor/", badan, self.kepala | jenis)
        return halaman.partition('name="kunci" value="')[2].partition('"')[0]

    def simpan(self, sebutan: str, kunci: str) -> int:
        jenis = {"Content-Type": "application/x-www-form-urlencoded"}
        badan = urlencode({"kunci": kunci}).encode()
        kode, tujuan = kirim(self.alam, "/desa/perangkat/impor/", badan, self.kepala | jenis)
        if kode == 302 and not tujuan.endswith("/impor/"):
            self.diterima.add(sebutan)
        return kode

    def putaran(self) -> bool:
        """Whether the server was killed before it had answered."""
        sebutan = f"Staf {uuid.uuid4().hex[:10]}"
        self.lembar.append(sebutan)
        kunci = self.unggah(sebutan)
        kode: list[int] = []
        utas = threading.Thread(target=lambda: kode.append(self.simpan(sebutan, kunci)))
        utas.start()
        jeda(self.lama)
        self.alam.bunuh("web")
        utas.join()
        self.alam.mulai("web")
        self.setengah += Perangkat.objects.filter(nama__startswith=f"{sebutan} ").count() not in (0, self.BARIS)
        while sebutan not in self.diterima:
            if kunci := self.unggah(sebutan):
                self.simpan(sebutan, kunci)
        return kode == [0]

    def hitung(self) -> Hitungan:
        h = Hitungan(len(self.lembar) * self.BARIS, self.setengah, 0)
        for sebutan in self.lembar:
            ada = Counter(Perangkat.objects.filter(nama__startswith=f"{sebutan} ").values_list("nama", flat=True))
            h.hilang += self.BARIS - len(ada)
            h.ganda += ada.total() - len(ada)
        return h


class Isian(Kerja):
    """Three telephones send what was written in a village, each row until it is answered, while the server dies."""

    nama = "Isian lapangan"

    def __init__(self, alam: Alam) -> None:
        super().__init__(alam)
        petugas = pengguna_berperan(Peran.PELAKSANA, self.desa)
        self.kunjungan = KunjunganFactory(desa=self.desa, status=StatusKunjungan.BERLANGSUNG, petugas=[petugas])
        self.kepala = masuk(petugas) | {"Content-Type": "application/json"}
        self.baris: dict[uuid.UUID, str] = {}
        self.ulang, self.galat = 0, Counter()
        self.hidup = True
        self.utas = [threading.Thread(target=self._telepon, daemon=True) for _ in range(3)]

    def mulai(self) -> None:
        for u in self.utas:
            u.start()

    def berhenti(self) -> None:
        self.hidup = False
        for u in self.utas:
            u.join()

    def _telepon(self) -> None:
        while self.hidup:
            pk = uuid.uuid4()
            nama = f"Hadir {pk.hex[:12]}"
            isi = {"versi": 0, "isi": {"nama": nama, "jabatan": "Warga", "unsur": "lainnya"}}
            jalan = f"/perut/kunjungan/{self.kunjungan.pk}/baris/kehadiran/{pk}/"
            while (kode := kirim(self.alam, jalan, json.dumps(isi).encode(), self.kepala)[0]) != 200:
                self.ulang += 1
                if kode:
                    self.galat[kode] += 1
                if self.galat.total() > 1000:
                    return
                time.sleep(0.05)
            self.baris[pk] = nama

    def hitung(self) -> Hitungan:
        ada = dict(Kehadiran.objects.filter(kunjungan=self.kunjungan).values_list("pk", "nama"))
        h = Hitungan(len(self.baris), sum(ada.get(pk) != nama for pk, nama in self.baris.items()), 0)
        h.ganda = len(ada) - len(set(ada.values()))
        if self.galat:
            h.catatan.append(f"jawaban selain 200: {dict(self.galat)}")
        return h


class Unggahan(Kerja):
    """Files of a village, each sent through its page; what was refused is sent once more when all is well again."""

    nama, tugas = "Unggahan", "berkas.berkas_olah"
    VIRUS = 5  # every so many hold what the scanner knows, where there is one

    def __init__(self, alam: Alam) -> None:
        super().__init__(alam)
        self.kepala = masuk(pengguna_berperan(Peran.SEKRETARIS_DESA, self.desa))
        self.kategori, self.pdf = kategori(), berkas_contoh.pdf()
        self.isi: dict[str, bytes] = {}
        self.diterima: set[str] = set()
        self.terlama, self.galat = 0.0, Counter()

    def tambah(self, banyak: int) -> None:
        for _ in range(banyak):
            judul = f"Laporan {uuid.uuid4().hex[:12]}"
            tanda = PENANDA_VIRUS if settings.CLAMD_ALAMAT and len(self.isi) % self.VIRUS == 0 else b"biasa"
            self.isi[judul] = self.pdf + b"%" + tanda + judul.encode() + b"\n%%EOF\n"
            self._kirim(judul)

    def ulangi(self) -> None:
        for judul in [j for j in self.isi if j not in self.diterima]:
            self._kirim(judul)

    def _kirim(self, judul: str) -> None:
        isian = {"desa": self.desa.pk, "kategori": self.kategori.pk, "tahun": 2026, "periode": "2026", "judul": judul}
        bagian = [f'Content-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in isian.items()]
        kepala = 'Content-Disposition: form-data; name="isi"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        bagian.append(kepala.encode() + self.isi[judul] + b"\r\n")
        badan = b"".join(b"--batas\r\n" + b for b in bagian) + b"--batas--\r\n"
        jenis, mulai = {"Content-Type": "multipart/form-data; boundary=batas"}, time.monotonic()
        kode, _ = kirim(self.alam, "/berkas/unggah/", badan, self.kepala | jenis, detik=60)
        self.terlama = max(self.terlama, time.monotonic() - mulai)
        if kode == 302:
            self.diterima.add(judul)
        elif kode not in {422, 503, 507}:
            self.galat[kode] += 1

    def tuntas(self) -> bool:
        self.ulangi()
        return super().tuntas() and self.diterima == set(self.isi)

    def hitung(self) -> Hitungan:
        h = Hitungan(len(self.isi), 0, 0, [f"jawaban tanpa kalimat: {dict(self.galat)}"] if self.galat else [])
        for judul, isi in self.isi.items():
            versi = list(VersiBerkas.objects.filter(berkas__judul=judul, berkas__desa=self.desa))
            h.ganda += max(len(versi) - 1, 0)
            pindai = "tidak_dipakai"
            if settings.CLAMD_ALAMAT:
                pindai = "terinfeksi" if PENANDA_VIRUS in isi else "bersih"
            benar = [v for v in versi if v.status_pindai == pindai and utuh(v.isi.name, sha256(isi).hexdigest())]
            if not benar:
                h.hilang += 1
                h.catatan.append(f"{judul}: {[(v.status_pindai, v.pindai_keterangan) for v in versi]}")
        setengah = self._setengah()
        h.hilang += len(setengah)
        h.catatan += setengah
        return h

    def _setengah(self) -> list[str]:
        """Names in the storage that no record knows and that hold less than was sent."""
        dikenal = set(VersiBerkas.objects.values_list("isi", flat=True))
        sidik = {sha256(i).hexdigest() for i in self.isi.values()}
        asing = [n for n in semua_nama("berkas/") if n not in dikenal]
        return [f"setengah berkas: {n}" for n in asing if not any(utuh(n, s) for s in sidik)]
