"""An office's people on the first day: one sheet, invitations, one who accepts. Counted as a person would click."""

import io
import re
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from akun.models import AkunPejabat, Pengguna, Penugasan, Undangan
from akun.tests.factories import pengguna_berperan
from cetak.tests.baca import teks_halaman
from desa.models import Perangkat
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
SANDI = "sawah-hijau-2026"


@dataclass
class Penghitung:
    """Follows links and sends forms that the page before really has."""

    client: Client
    klik: int = 0
    isian: int = 0
    halaman: str = ""

    def buka(self, alamat: str) -> str:
        if self.halaman:
            assert f'href="{alamat}"' in self.halaman
            self.klik += 1
        return self._lihat(self.client.get(alamat))

    def kirim(self, alamat: str, isi: dict, *, diketik: int = 0):
        self.klik += 1
        self.isian += diketik
        jawab = self.client.post(alamat, isi)
        return self._lihat(self.client.get(jawab.url) if jawab.status_code == 302 else jawab) and jawab

    def _lihat(self, jawab) -> str:
        assert jawab.status_code == 200
        if jawab["Content-Type"].startswith("text/html"):
            self.halaman = jawab.content.decode()
        return self.halaman


def test_kantor_dengan_23_desa_dalam_satu_lembar(client, desa, beserta_akibatnya, mailoutbox):
    desa_desa = [desa, *(DesaFactory(kecamatan=desa.kecamatan, nama=f"Desa Uji {h}") for h in "ABCDEFGHIJKLMNOPQRSTUV")]
    admin = pengguna_berperan("admin", desa, nama="Admin Kantor")
    client.force_login(admin)
    p = Penghitung(client)
    p.buka("/")
    p.buka(reverse("dasbor:administrasi"))
    p.buka(reverse("akun:orang"))
    p.buka(reverse("akun:orang-massal"))
    templat = reverse("akun:orang-massal-templat", args=[desa.kecamatan_id])
    assert f'href="{templat}"' in p.halaman
    p.klik += 1
    buku = load_workbook(io.BytesIO(client.get(templat).content))
    baris = []
    for n, d in enumerate(desa_desa):
        baris.append({"nama": f"Kades Desa{n:02d}", "peran": "Kepala Desa", "wilayah": str(d)})
        baris[-1]["surel"] = f"kades{n}@contoh.test"
        baris.append({"nama": f"Sekdes Desa{n:02d}", "peran": "Sekretaris Desa", "wilayah": str(d)})
    kantor = ["Camat", "Sekretaris Kecamatan", *["Verifikator"] * 2, *["Pelaksana"] * 4, *["Pendamping"] * 2]
    baris += [
        {
            "nama": f"Pegawai Kantor{n}",
            "peran": peran,
            "nip": f"19700101199001{n:04}",
            "surel": f"kantor{n}@contoh.test",
        }
        for n, peran in enumerate(kantor)
    ]
    kolom = [s.value for s in buku["Orang"][1]]
    for n, isi in enumerate(baris, 2):
        for k, nilai in isi.items():
            buku["Orang"].cell(n, kolom.index(k) + 1, nilai)
    keluar = io.BytesIO()
    buku.save(keluar)
    massal = reverse("akun:orang-massal")
    p.klik += 1  # choosing the file
    pratinjau = p.kirim(massal, {"berkas": SimpleUploadedFile("orang.xlsx", keluar.getvalue())})
    assert pratinjau.context["tinjauan"].jumlah("baru") == 56
    p.kirim(massal, {"kunci": pratinjau.context["kunci"]})
    assert (Pengguna.objects.count(), Perangkat.objects.count(), AkunPejabat.objects.count()) == (57, 46, 46)
    assert Penugasan.objects.filter(sekretaris=True).count() == 1

    def tercentang(bagian: str) -> list[str]:
        isi = p.halaman.partition(f'aria-labelledby="{bagian}"')[2].partition("</form>")[0]
        return re.findall(r'name="orang" value="(\d+)"[^>]* checked', isi)

    undangan = reverse("akun:undangan-banyak")
    bersurel, tanpa = tercentang("bersurel"), tercentang("tanpa-surel")
    assert (len(bersurel), len(tanpa)) == (33, 23)
    beserta_akibatnya(p.kirim, undangan, {"orang": bersurel, "cara": "surel"})
    lembar = p.kirim(undangan, {"orang": tanpa, "cara": "cetak"})
    assert len(mailoutbox) == 33
    teks = "".join(teks_halaman(lembar.content))
    assert (teks.count("Kepada "), Undangan.objects.terbuka().count()) == (23, 56)
    assert (p.klik, p.isian) == (9, 0)

    # One of the invited, on a phone of his own.
    surel = next(s for s in mailoutbox if s.to == ["kades0@contoh.test"])
    tamu = Penghitung(Client())
    tautan = re.search(r"http://127.0.0.1:8000(\S+)", surel.body)[1]
    tamu.klik += 1
    tamu.buka(tautan)
    tamu.kirim(tautan, {"new_password1": SANDI, "new_password2": SANDI}, diketik=2)
    assert (tamu.klik, tamu.isian) == (2, 2)
    assert "Kades Desa00" in tamu.halaman
    username = re.search(r"Nama pengguna Anda: (\S+)", surel.body)[1]
    assert Client().post(reverse("akun:masuk"), {"username": username, "password": SANDI}).status_code == 302
