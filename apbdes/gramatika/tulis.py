"""A set as YAML text: the order of `bentuk`, short things on one line, so that the same set is always the same text."""

from typing import Any

import yaml

from apbdes.gramatika import bentuk as b

LEBAR = 120


class _Penulis(yaml.SafeDumper):
    """Every scalar is text in the grammar: quotes stand only where YAML itself needs them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Sebaris(dict[str, Any]):
    """A mapping that stands on one line."""


class _Berderet(list[Any]):
    """A list that stands on one line."""


_Penulis.add_representer(
    _Sebaris, lambda p, d: p.represent_mapping("tag:yaml.org,2002:map", d.items(), flow_style=True)
)
_Penulis.add_representer(_Berderet, lambda p, d: p.represent_sequence("tag:yaml.org,2002:seq", d, flow_style=True))
# No resolver is left, so that 1.1, 2024-01-01 and ya are written plain: the reader takes every scalar as text.
_Penulis.yaml_implicit_resolvers = {}


def tulis(perangkat: b.Perangkat) -> str:
    isi: dict[str, Any] = {"kode": perangkat.kode}
    _tambah(isi, perangkat, "nama", "judul")
    if perangkat.peraturan:
        isi["peraturan"] = list(perangkat.peraturan)
    _tambah(isi, perangkat, "wilayah")
    if perangkat.tahun:
        isi["tahun"] = _Berderet(map(str, perangkat.tahun))
    _tambah(isi, perangkat, "berlaku_sejak", "diperiksa")
    if perangkat.di_atas:
        isi["di_atas"] = _Berderet(perangkat.di_atas)
    _tambah(isi, perangkat, "kegiatan")
    for kunci, semua in (
        ("angka", {a.nama: _angka(a) for a in perangkat.angka}),
        ("pilihan", {p.nama: _pilihan(p) for p in perangkat.pilihan}),
        ("fakta", {f.nama: _fakta(f) for f in perangkat.fakta}),
        ("aturan", [_aturan(a) for a in perangkat.aturan]),
        ("pertentangan", [_pertentangan(p) for p in perangkat.pertentangan]),
    ):
        if semua:
            isi[kunci] = semua
    return yaml.dump(isi, Dumper=_Penulis, allow_unicode=True, sort_keys=False, width=LEBAR)


def _tambah(isi: dict[str, Any], benda: Any, *kunci: str) -> None:
    for k in kunci:
        if getattr(benda, k):
            isi[k] = getattr(benda, k)


def _satu_atau(daftar: tuple[str, ...]) -> Any:
    return daftar[0] if len(daftar) == 1 else _Berderet(daftar)


def _angka(a: b.Angka) -> dict[str, Any]:
    isi: dict[str, Any] = {}
    _tambah(isi, a, "arti", "peraturan", "dasar")
    if a.menurut:
        isi["menurut"] = str(a.menurut)
    if len(a.riwayat) == 1 and a.riwayat[0].sejak == "0001-01-01" and a.riwayat[0].nilai:
        return isi | {"nilai": str(a.riwayat[0].nilai)}
    isi["riwayat"] = [_bertanggal(r) for r in a.riwayat]
    return isi


def _bertanggal(r: b.NilaiBertanggal) -> dict[str, Any]:
    isi: dict[str, Any] = _Sebaris(sejak=r.sejak)
    _tambah(isi, r, "sampai")
    if r.nilai:
        isi["nilai"] = str(r.nilai)
    _tambah(isi, r, "dasar", "alasan", "diperiksa")
    if r.tabel:
        isi = dict(isi)
        isi["tabel"] = [_Sebaris({k: str(n) for k, n in t.batas} | {"nilai": str(t.nilai)}) for t in r.tabel]
    return isi


def _fakta(f: b.Fakta) -> dict[str, Any]:
    isi = _Sebaris()
    _tambah(isi, f, "arti", "jenis", "baku")
    if f.pilihan:
        isi["pilihan"] = _Berderet(f.pilihan)
    return isi


def _pilihan(p: b.Pilihan) -> dict[str, Any]:
    isi = _Sebaris(arti=p.arti) if p.arti else _Sebaris()
    if len(p.isi) == 1 and isinstance(p.isi[0], b.Saringan):
        return _Sebaris(isi | _saringan(p.isi[0]))
    return _Sebaris(isi | {"dalam": gabungan(p.isi)}) if p.isi else isi


def gabungan(isi: b.Gabungan) -> Any:
    bagian = [s if isinstance(s, str) else _saringan(s) for s in isi]
    return bagian[0] if len(bagian) == 1 else _Berderet(bagian)


def _saringan(s: b.Saringan) -> dict[str, Any]:
    isi = _Sebaris()
    _tambah(isi, s, "lembar")
    for k in b.KOLOM_DAFTAR:
        if getattr(s, k):
            isi[k] = _satu_atau(getattr(s, k))
    for k in b.KOLOM_TANDA:
        if getattr(s, k) is not None:
            isi[k] = "ya" if getattr(s, k) else "tidak"
    for k in b.KOLOM_RUJUKAN:
        if getattr(s, k):
            isi[k] = gabungan(getattr(s, k))
    if s.kosong_bukan:
        isi["kosong"] = "bukan"
    return isi


def _aturan(a: b.Aturan) -> dict[str, Any]:
    isi: dict[str, Any] = {"kode": a.kode}
    _tambah(isi, a, "judul", "tingkat", "peraturan", "dasar", "bunyi")
    if a.pakai:
        isi["pakai"] = a.pakai
    elif len(a.semua) == 1 and not (a.bila or a.untuk or a.perlu):
        isi |= pemeriksaan(a.semua[0])
    elif a.semua:
        isi |= _bungkus(a) | {"semua": [_Sebaris(pemeriksaan(p)) for p in a.semua]}
    _tambah(isi, a, "perbaikan", "catatan", "catatan_bila_beda")
    if a.contoh:
        isi["contoh"] = [_contoh(c) for c in a.contoh]
    return isi


def _bungkus(p: b.Aturan | b.Pemeriksaan) -> dict[str, Any]:
    isi: dict[str, Any] = {}
    if p.bila:
        isi["bila"] = _Berderet(map(_syarat, p.bila))
    if p.untuk:
        isi["untuk"] = gabungan(p.untuk)
    if p.perlu:
        isi["perlu"] = _Berderet(map(_syarat, p.perlu))
    if isinstance(p, b.Pemeriksaan) and p.per:
        isi["per"] = _satu_atau(p.per)
    return isi


def _syarat(s: b.Syarat) -> dict[str, Any]:
    if isinstance(s, b.SalahSatu):
        return _Sebaris(salah_satu=_Berderet(map(_syarat, s.syarat)))
    return _Sebaris(pemeriksaan(s))


def pemeriksaan(p: b.Pemeriksaan) -> dict[str, Any]:
    isi = _bungkus(p)
    isi[p.jenis] = p.data if p.jenis == "data" else gabungan(p.pilihan)
    if p.jenis == "data" and not p.banding:
        isi["ada"] = "ya"
    if p.dalam:
        isi["dalam"] = gabungan(p.dalam)
    if p.satuan:
        isi["satuan"] = _satu_atau(p.satuan)
    for banding in p.banding:
        isi[banding.pembanding] = _satu_atau(tuple(map(str, banding.nilai)))
    _tambah(isi, p, "toleransi")
    return isi


def _contoh(c: b.Contoh) -> dict[str, Any]:
    isi: dict[str, Any] = {}
    _tambah(isi, c, "arti", "putusan")
    isi |= _anggaran(c.anggaran)
    for k, anggaran in (("semula", c.semula), ("lalu", c.lalu)):
        if anggaran is not None:
            isi[k] = _anggaran(anggaran)
    return isi


def _anggaran(a: b.AnggaranContoh) -> dict[str, Any]:
    isi: dict[str, Any] = {}
    if a.identitas:
        isi["identitas"] = _Sebaris(a.identitas)
    for lembar in b.LEMBAR:
        if baris := getattr(a, lembar):
            isi[lembar] = [_Sebaris(satu) for satu in baris]
    return isi


def _pertentangan(p: b.Pertentangan) -> dict[str, Any]:
    isi: dict[str, Any] = {"aturan": _Berderet(p.aturan)}
    _tambah(isi, p, "terhadap", "tempat", "isi", "perlakuan")
    return isi
