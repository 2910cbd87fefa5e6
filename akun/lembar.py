"""A sheet of people: what each row of it would do, with every fault at its cell; see `lembar_kolom`."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q

from akun.enums import TINGKAT_PERAN, Peran, Tingkat
from akun.lembar_kolom import KOLOM, PADANAN, SEKRETARIS, pilihan_peran
from akun.models import Pengguna, Penugasan
from akun.pejabat import PERAN_JABATAN, jabatan_tugas
from akun.queries import pengguna_dikelola, peran_ditunjuk
from akun.sel import nip_rapi, surel_baca, telepon_baca
from akun.services.orang import nama_pengguna_usul, rencana_simpan
from akun.tempat import Tempat, kolom_wilayah
from dasar.impor import BarisTinjau, SelTinjau, Tinjauan
from dasar.lembar import Galat, Lembar
from dasar.nama import akhiri, kunci_nama, nama_sama, rapi, sambung
from dasar.sel import tanggal_baca
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.enums import StatusJabatan
from desa.kenali import jabatan_baca
from desa.models import Desa, Kecamatan

_STATUS = re.compile(r"^(plt|plh|pjs?)\b\.?\s*", re.IGNORECASE)


@dataclass
class Rencana:
    """What one row would do: whose account (new ones without a key), which assignment (None: he has it)."""

    nomor: int
    pengguna: Pengguna
    penugasan: Penugasan | None
    niap: str
    baru: bool = False
    dilengkapi: list[str] = field(default_factory=list)  # empty columns of a stored account that the row fills in


Terbaca = tuple[Rencana | None, list[Galat], dict[str, str]]  # the plan, or the faults; the cells as understood


class SalahSel(ValueError):
    """A sentence and the column where it belongs."""

    def __init__(self, kolom: str, kalimat: str) -> None:
        super().__init__(kalimat)
        self.kolom = kolom


class PembacaOrang:
    """Reads the rows one after another: a later one may be of a person that an earlier one makes."""

    def __init__(self, oleh: Pengguna, tempat: Tempat) -> None:
        self.oleh, self.tempat = oleh, tempat
        ditawarkan = pilihan_peran(oleh)
        self.peran = {p.lower(): p for p in ditawarkan} | {p.value: p.label for p in Peran if p.label in ditawarkan}
        self.peran |= {k: str(v) for k, v in PADANAN.items()}
        for d in tempat.semua[Tingkat.DESA]:  # 'Wali Nagari', 'Keuchik': as the region calls them
            self.peran.setdefault(d.sebutan.kepala.lower(), Peran.KEPALA_DESA.label)
            self.peran.setdefault(d.sebutan.sekretaris.lower(), Peran.SEKRETARIS_DESA.label)
        self.penyusun = {j.label.lower(): j.label for j, p in PERAN_JABATAN.items() if p == Peran.PENYUSUN_DESA}
        self.peran |= dict.fromkeys(self.penyusun, Peran.PENYUSUN_DESA.label)
        self.boleh = peran_ditunjuk(oleh)
        self.usul: set[str] = set()
        self.pejabat: dict[tuple[int, str], int] = {}
        # What was read above: (row, person) by number, mailbox, name, and name with place.
        self.menurut: dict[str, dict[Any, tuple[int, Pengguna]]] = defaultdict(dict)
        self.tugas: dict[tuple[int, str, Any], int] = {}

    def siapkan(self, lembar: Lembar) -> None:
        """Fetch at once whoever the rows may mean."""
        nip, surel, nama = set(), set(), set()
        for _, isi in lembar.baris:
            nip.add(re.sub(r"\D", "", isi.get("nip", "")))
            surel.add(isi.get("surel", "").lower())
            nama.add(isi.get("nama_pengguna", ""))
        ada = Q(nip__in=nip - {""}) | Q(username__in=nama - {""}) | Q(email__in=surel - {""})
        tempat = [w.pk for w in self.tempat.semua[Tingkat.DESA]], [w.pk for w in self.tempat.semua[Tingkat.KECAMATAN]]
        setempat = Q(penugasan__desa__in=tempat[0]) | Q(penugasan__kecamatan__in=tempat[1])
        semua = Pengguna.objects.filter(ada | setempat).distinct().prefetch_related("penugasan")
        self.tersimpan = list(semua)
        self.dikelola = set(
            pengguna_dikelola(self.oleh).filter(pk__in=[p.pk for p in self.tersimpan]).values_list("pk", flat=True)
        )

    # --- cells -------------------------------------------------------------------------
    def _peran(self, teks: str) -> tuple[str, bool, str]:
        """(role, whether its holder is the sekretaris kecamatan, how the post is held)."""
        status = ""
        if cocok := _STATUS.match(teks):
            status = {"pjs": StatusJabatan.PJ}.get(cocok[1].lower(), cocok[1].lower())
            teks = teks[cocok.end() :]
        kecil = teks.lower().strip()
        if kecil not in self.peran:
            kecil = jabatan_baca(teks)[0].lower() or kecil
        if kecil not in self.peran:
            if kecil in {label.lower() for label in Peran.labels}:
                raise SalahSel("peran", f"Peran “{teks}” hanya diberikan oleh admin instalasi.")
            daftar = ", ".join(pilihan_peran(self.oleh))
            raise SalahSel(
                "peran", f"Peran “{teks}” tidak ada. Pilih salah satu: {daftar}." if teks else "Wajib diisi."
            )
        sebut = self.peran[kecil]
        if sebut == SEKRETARIS:
            return Peran.VERIFIKATOR, True, status
        return next(p for p in Peran if sebut in (p.label, p.value)), False, status

    def _pos(self, teks: str, wilayah: Any) -> str:
        """The post that stands for the role in the cell of the role: 'Kaur Keuangan'."""
        pos = self.penyusun.get(teks.lower().strip()) or self.penyusun.get(jabatan_baca(teks)[0].lower())
        return sambung(pos, str(wilayah)) if pos else ""

    def _tanggal(self, isi: dict[str, str], kolom: str) -> Any:
        if not isi.get(kolom):
            return None
        hari, _ = tanggal_baca(isi[kolom])
        if hari is None:
            raise SalahSel(kolom, f"Tanggal “{isi[kolom]}” tidak dapat dibaca. Tulis seperti 17-05-2026.")
        return hari

    def baca(
        self, nomor: int, isi: dict[str, str], sudah: set[str]
    ) -> tuple[Rencana | None, list[Galat], dict[str, str]]:
        """The plan of one row, or its faults. `sudah`: columns that the file itself makes unusable."""
        galat: list[Galat] = []
        terbaca = dict(isi)

        def coba(kolom: str, kerja: Callable[[], Any]) -> Any:
            if kolom in sudah:
                return None
            try:
                return kerja()
            except (ValueError, ValidationError) as e:
                kalimat = e.messages[0] if isinstance(e, ValidationError) else str(e)
                galat.append(Galat(nomor, getattr(e, "kolom", kolom), kalimat))
                return None

        nama = rapi(isi.get("nama", ""))
        if not kunci_nama(nama) and "nama" not in sudah:
            galat.append(Galat(nomor, "nama", "Wajib diisi."))
        hasil = coba("peran", lambda: self._peran(isi.get("peran", "")))
        peran, sekretaris, status = hasil or ("", False, "")
        wilayah = coba("wilayah", lambda: self.tempat.cari(isi.get("wilayah", ""), peran)) if peran else None
        nip = coba("nip", lambda: nip_rapi(isi.get("nip", ""))) or ""
        surel = coba("surel", lambda: surel_baca(isi.get("surel", ""))) or ""
        telepon = coba("telepon", lambda: telepon_baca(isi.get("telepon", ""))) or ""
        mulai = coba("mulai", lambda: self._tanggal(isi, "mulai"))
        selesai = coba("selesai", lambda: self._tanggal(isi, "selesai"))
        if peran:
            terbaca["peran"] = SEKRETARIS if sekretaris else Peran(peran).label
        if wilayah is not None:
            terbaca["wilayah"] = str(wilayah)
        if galat or sudah:
            return None, galat, terbaca
        calon = Pengguna(
            nama=nama,
            nip=nip,
            pangkat=isi.get("pangkat", ""),
            email=surel,
            telepon=telepon,
            username=isi.get("nama_pengguna", ""),
        )
        rencana = coba("", lambda: self._rencana(nomor, calon, peran, wilayah))
        if rencana is None:
            return None, galat, terbaca
        rencana.niap = isi.get("niap", "") if TINGKAT_PERAN[Peran(peran)] == Tingkat.DESA else ""
        tugas = Penugasan(
            pengguna=rencana.pengguna,
            peran=peran,
            sekretaris=sekretaris,
            status_jabatan=status or StatusJabatan.DEFINITIF,
            jabatan=isi.get("jabatan", "") or self._pos(isi.get("peran", ""), wilayah),
            mulai=mulai or (hari_ini(wilayah) if wilayah else hari_ini_pembaca()),
            selesai=selesai,
            **kolom_wilayah(wilayah),
        )
        coba("", lambda: self._tugaskan(rencana, tugas, nomor))
        terbaca["nama_pengguna"] = rencana.pengguna.username
        return (None if galat else rencana), galat, terbaca

    # --- whose account -----------------------------------------------------------------
    def _rencana(self, nomor: int, calon: Pengguna, peran: str, wilayah: Any) -> Rencana:
        lama = self._di_atas(calon, wilayah) or self._tersimpan(calon, wilayah)
        if lama is None:
            self._periksa_baru(calon)
            self._ingat(nomor, calon, wilayah)
            return Rencana(nomor, calon, None, "", baru=True)
        if lama.pk and lama.pk not in self.dikelola:
            raise SalahSel(
                "nama", f"{lama} sudah mempunyai akun di luar wilayah Anda. Mintalah admin instalasi menugaskannya."
            )
        if not lama.is_active:
            raise SalahSel("nama", f"Akun {lama} ({lama.username}) tidak aktif. Aktifkan dahulu di halaman Orang.")
        rencana = Rencana(nomor, lama, None, "")
        for kolom in ("nip", "pangkat", "email", "telepon"):
            if (isi := getattr(calon, kolom)) and not getattr(lama, kolom):
                setattr(lama, kolom, isi)
                rencana.dilengkapi.append(kolom)
        self._ingat(nomor, lama, wilayah)
        return rencana

    def _di_atas(self, calon: Pengguna, wilayah: Any) -> Pengguna | None:
        """The same person in an earlier row of this file. Raises SalahSel where two people seem to be one."""
        for kolom, sebut, isi in (("nip", "NIP", calon.nip), ("surel", "Surel", calon.email.lower())):
            if isi and (ada := self.menurut[kolom].get(isi)):
                if not nama_sama(ada[1].nama, calon.nama):
                    raise SalahSel(kolom, f"{sebut} ini sudah dipakai {ada[1].nama} di baris {ada[0]}.")
                return ada[1]
        if calon.username and (ada := self.menurut["nama_pengguna"].get(calon.username.lower())):
            if not nama_sama(ada[1].nama, calon.nama):
                raise SalahSel("nama_pengguna", f"Nama pengguna ini sudah dipakai {ada[1].nama} di baris {ada[0]}.")
            return ada[1]
        tempat = (kunci_nama(calon.nama), getattr(wilayah, "pk", None), type(wilayah))
        if ada := self.menurut["tempat"].get(tempat):
            raise SalahSel(
                "nama",
                f"Nama ini sudah ada di baris {ada[0]} pada tempat yang sama. Bila orangnya sama, tulis NIP, surel, "
                "atau nama pengguna yang sama di kedua baris; bila berbeda, tulis nama lengkap yang membedakan.",
            )
        return None

    def _tersimpan(self, calon: Pengguna, wilayah: Any) -> Pengguna | None:
        for kolom, sebut, isi in (("nip", "NIP", calon.nip), ("email", "Surel", calon.email.lower())):
            if not isi:
                continue
            ada = [p for p in self.tersimpan if getattr(p, kolom).lower() == isi]
            if ada and not any(nama_sama(p.nama, calon.nama) for p in ada):
                letak = "surel" if kolom == "email" else kolom
                raise SalahSel(letak, f"{sebut} ini sudah tercatat pada {ada[0]} ({ada[0].username}).")
            if ada:
                return next(p for p in ada if nama_sama(p.nama, calon.nama))
        if calon.username:
            pemilik = next((p for p in self.tersimpan if p.username.lower() == calon.username.lower()), None)
            if pemilik and not nama_sama(pemilik.nama, calon.nama):
                raise SalahSel("nama_pengguna", f"Nama pengguna ini sudah dipakai {pemilik}.")
            if pemilik:
                return pemilik
        setempat = [p for p in self.tersimpan if nama_sama(p.nama, calon.nama) and self._pernah_di(p, wilayah)]
        if len(setempat) > 1:
            akun = ", ".join(p.username for p in setempat)
            raise SalahSel("nama", f"Ada {len(setempat)} akun bernama ini di sana: {akun}. Tulis nama penggunanya.")
        return setempat[0] if setempat else None

    @staticmethod
    def _pernah_di(pengguna: Pengguna, wilayah: Any) -> bool:
        if wilayah is None:
            return False
        kolom = {Desa: "desa_id", Kecamatan: "kecamatan_id"}.get(type(wilayah), "kabupaten_id")
        return any(getattr(t, kolom) == wilayah.pk for t in pengguna.penugasan.all())

    def _periksa_baru(self, calon: Pengguna) -> None:
        if not calon.username:
            calon.username = nama_pengguna_usul(calon.nama, self.usul)
        self.usul.add(calon.username)
        try:
            calon.clean_fields(exclude=["password"])
        except ValidationError as galat:
            kolom, kalimat = next(iter(galat.message_dict.items()))
            judul = {"email": "surel", "username": "nama_pengguna"}.get(kolom, kolom)
            raise SalahSel(judul, kalimat[0]) from None

    def _ingat(self, nomor: int, orang: Pengguna, wilayah: Any) -> None:
        for kolom, isi in (
            ("nip", orang.nip),
            ("surel", orang.email.lower()),
            ("nama_pengguna", orang.username.lower()),
            ("tempat", (kunci_nama(orang.nama), getattr(wilayah, "pk", None), type(wilayah))),
        ):
            if isi:
                self.menurut[kolom].setdefault(isi, (nomor, orang))

    # --- which assignment ----------------------------------------------------------------
    def _tugaskan(self, rencana: Rencana, tugas: Penugasan, nomor: int) -> None:
        if tugas.selesai and tugas.selesai < tugas.mulai:
            raise SalahSel("selesai", "Tanggal akhir penugasan mendahului tanggal mulai.")
        kunci = (id(rencana.pengguna), str(tugas.peran), getattr(tugas.wilayah, "pk", None))
        if kunci in self.tugas:
            raise SalahSel("peran", f"Penugasan yang sama sudah ada di baris {self.tugas[kunci]}.")
        self.tugas[kunci] = nomor
        if rencana.pengguna.pk and any(
            (t.peran, t.kabupaten_id, t.kecamatan_id, t.desa_id)
            == (tugas.peran, tugas.kabupaten_id, tugas.kecamatan_id, tugas.desa_id)
            and (t.selesai is None or t.selesai >= tugas.mulai)
            for t in rencana.pengguna.penugasan.all()
        ):
            return
        if jabatan := jabatan_tugas(tugas):
            assert tugas.desa is not None
            pos = (tugas.desa.pk, str(jabatan))
            if pos in self.pejabat and tugas.status_jabatan not in {StatusJabatan.PLT, StatusJabatan.PLH}:
                raise SalahSel(
                    "peran",
                    f"{tugas.desa.jabatan_perangkat(jabatan)} {tugas.desa.nama_saja} sudah ada di baris "
                    f"{self.pejabat[pos]}.",
                )
            self.pejabat.setdefault(pos, nomor)
        rencana.penugasan = tugas


def orang_impor(
    *, lembar: Lembar, oleh: Pengguna, tempat: Tempat, disetujui: list[list[Any]] | None = None
) -> tuple[Tinjauan, bool]:
    """Try the rows, with every fault at its cell; the second answer says whether they were kept.

    They are kept when every one is right and does what was `disetujui` (None for a preview): all or nothing.
    """
    pembaca = PembacaOrang(oleh, tempat)
    pembaca.siapkan(lembar)
    baris: list[BarisTinjau] = []
    rencana: list[Rencana] = []
    with transaction.atomic():
        for nomor, isi in lembar.baris:
            berkas = [g for g in lembar.galat if g.baris == nomor]
            hasil, galat, terbaca = pembaca.baca(nomor, isi, {g.kolom for g in berkas})
            tinjau = BarisTinjau(nomor, isi, "salah", galat=[*berkas, *galat], sel=_sel(lembar, isi, terbaca))
            baris.append(tinjau)
            if hasil is None:
                continue
            rencana.append(hasil)
            keadaan, tinjau.perubahan = _akibat(hasil, rencana)
            tinjau.galat += _tulis(hasil, oleh)
            pembaca.dikelola.add(hasil.pengguna.pk)
            tinjau.keadaan = "salah" if tinjau.galat else keadaan
        tinjauan = Tinjauan(lembar.kolom, baris)
        simpan = not tinjauan.galat and disetujui == tinjauan.akibat
        if not simpan:
            transaction.set_rollback(True)
    return tinjauan, simpan


def _tulis(rencana: Rencana, oleh: Pengguna) -> list[Galat]:
    """Write the row, to be taken back with all others; what the tables refuse is a fault of this row."""
    baru = rencana.pengguna.pk is None
    try:
        with transaction.atomic():
            rencana_simpan(rencana=rencana, oleh=oleh)
    except ValidationError as galat:
        if baru:
            rencana.pengguna.pk = None
        daftar = galat.message_dict if hasattr(galat, "error_dict") else {"": galat.messages}
        judul = {"email": "surel", "username": "nama_pengguna", "status_jabatan": "peran", NON_FIELD_ERRORS: ""}
        return [Galat(rencana.nomor, judul.get(k, k), kalimat) for k, semua in daftar.items() for kalimat in semua]
    return []


def _sel(lembar: Lembar, isi: dict[str, str], terbaca: dict[str, str]) -> list[SelTinjau]:
    kolom = [k for k in KOLOM if k in lembar.kolom or k in ("wilayah", "nama_pengguna")]
    hasil = []
    for k in kolom:
        tertulis, teks = isi.get(k, ""), terbaca.get(k, "")
        if k in ("mulai", "selesai") and tertulis:
            hari, ragu = tanggal_baca(tertulis)
            teks = f"{hari:%d-%m-%Y}" if hari else tertulis
            hasil.append(SelTinjau(_judul(k), teks, tertulis if teks != tertulis else "", ragu))
            continue
        hasil.append(SelTinjau(_judul(k), teks, tertulis if tertulis and tertulis.lower() != teks.lower() else ""))
    return hasil


def _judul(kolom: str) -> str:
    return {"nip": "NIP", "niap": "NIAP"}.get(kolom, kolom.replace("_", " ").capitalize())


def _akibat(rencana: Rencana, semua: list[Rencana]) -> tuple[str, list[str]]:
    orang, tugas = rencana.pengguna, rencana.penugasan
    pertama = next(r for r in semua if r.pengguna is orang)
    kalimat = []
    if rencana.baru:
        kalimat.append(f"Akun baru {orang.username}.")
    elif pertama.baru:
        kalimat.append(f"Orang yang sama dengan baris {pertama.nomor}.")
    elif tugas:
        kalimat.append(f"Sudah mempunyai akun {orang.username}: penugasannya ditambahkan.")
    else:
        kalimat.append(f"Sudah bertugas demikian dengan akun {orang.username}.")
    if rencana.dilengkapi:
        dilengkapi = ", ".join({"email": "surel", "nip": "NIP"}.get(k, k) for k in rencana.dilengkapi)
        kalimat.append(akhiri(f"Dilengkapi: {dilengkapi}"))
    if tugas and (jabatan := jabatan_tugas(tugas)):
        kalimat.append(f"Dicatat atau ditautkan sebagai {jabatan.label} di data perangkat.")
    if rencana.baru and not orang.email:
        kalimat.append("Tanpa surel: undangannya dicetak.")
    if rencana.baru:
        return "baru", kalimat
    return ("berubah" if tugas or rencana.dilengkapi else "sama"), kalimat
