"""Sending files in tests: straight through the service, and as a tus client does."""

import base64
import io

from django.urls import reverse

from berkas.models import KategoriBerkas
from berkas.services.berkas import Tujuan, berkas_unggah
from berkas.tests import berkas_contoh


def kategori(kode: str = "lppd", **isi) -> KategoriBerkas:
    bawaan = {"nama": kode.upper(), "kelompok": "laporan", "periode": "tahunan"}
    return KategoriBerkas.objects.get_or_create(kode=kode, defaults=bawaan | isi)[0]


def tujuan(desa, **isi) -> Tujuan:
    jenis = isi.pop("kategori", None) or kategori()
    return Tujuan(**({"desa": desa, "kategori": jenis, "tahun": 2026, "periode": "2026"} | isi))


def unggah(desa, oleh, isi: bytes | None = None, nama: str = "laporan.pdf", **apa):
    """One file, sent: the version it became."""
    isi = berkas_contoh.pdf() if isi is None else isi
    return berkas_unggah(tujuan=tujuan(desa, **apa), isi=io.BytesIO(isi), nama=nama, oleh=oleh).versi


class Tus:
    """A tus 1.0 client on Django's test client."""

    def __init__(self, client, **kepala) -> None:
        self.client = client
        self.kepala = {"Tus-Resumable": "1.0.0", "Accept": "application/json"} | kepala

    def umumkan(self, ukuran, **isian):
        meta = ",".join(f"{n} {base64.b64encode(str(v).encode()).decode()}" for n, v in isian.items())
        kepala = self.kepala | {"Upload-Length": str(ukuran), "Upload-Metadata": meta}
        return self.client.post(reverse("berkas:berkas-kiriman"), headers=kepala)

    def kirim(self, alamat: str, mulai: int, isi: bytes):
        return self.client.generic(
            "PATCH",
            alamat,
            isi,
            content_type="application/offset+octet-stream",
            headers=self.kepala | {"Upload-Offset": str(mulai)},
        )

    def tanya(self, alamat: str):
        return self.client.head(alamat, headers=self.kepala)

    def batal(self, alamat: str):
        return self.client.delete(alamat, headers=self.kepala)

    def selesai(self, alamat: str):
        return self.client.post(f"{alamat}selesai/", headers=self.kepala)

    def semua(self, isi: bytes, nama: str = "laporan.pdf", potong: int = 1000, **isian):
        alamat = self.umumkan(len(isi), filename=nama, **isian)["Location"]
        for mulai in range(0, len(isi), potong):
            assert self.kirim(alamat, mulai, isi[mulai : mulai + potong]).status_code == 204
        return self.selesai(alamat)
