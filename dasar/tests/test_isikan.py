"""What was typed is put back into a drawn page, and nothing else on it changes."""

import re

from dasar.isikan import isikan

HALAMAN = """<main>é <form method="get"><input name="a" value="cari"></form>
<form method="post" action="/lain/"><input name="a" value="lain"></form>
<form method="post">
<input type="hidden" name="id" value="1"><input name="a" value="satu">
</form>
<form method="post" id="f2">
<input type="hidden" name="id" value="2"><input type="hidden" name="x-versi" value="9">
<input name="a" value="dua" maxlength="5" required>
<input type="password" name="p"><input type="file" name="f">
<input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">
<input type="radio" name="r" value="ya" checked><input type="radio" name="r" value="tidak">
<select name="s"><option value="">-</option><option value="x" selected>X</option><option value="y">Y</option></select>
<select name="tetap"><option value="1">1</option><option value="2" selected>2</option></select>
<textarea name="t">lama &lt;b&gt;</textarea>
<template><input name="a" value="cetakan"></template>
<button name="aksi" value="simpan">Simpan</button>
</form></main>"""


def nilai(html: str) -> dict[str, object]:
    return {
        "a": re.findall(r'name="a"[^>]*value="([^"]*)"', html),
        "c": re.findall(r'name="c" value="(\d)" checked', html),
        "r": re.findall(r'name="r" value="(\w+)" checked', html),
        "dipilih": re.findall(r'value="(\w*)" selected', html),
        "t": re.search(r"<textarea name=\"t\">(.*?)</textarea>", html, re.DOTALL)[1],
    }


def test_setiap_jenis_isian_kembali_ke_formulir_yang_hidden_nya_sama():
    isi = [
        ("id", "2"), ("x-versi", "7"), ("a", '"tiga"'), ("p", "rahasia"), ("c", "2"), ("r", "tidak"), ("s", "y"),
        ("t", "baru <i>\nbaris"), ("aksi", "simpan"), ("b-3-id", "4"), ("b-3-nama", "Tanpa tempat"),
    ]  # fmt: skip
    html, tempat, sisa = isikan(HALAMAN, halaman="/h/?q=1", alamat="/h/?q=1", isi=isi)
    assert nilai(html) == {
        "a": ["cari", "lain", "satu", "&quot;tiga&quot;", "cetakan"],
        "c": ["2"],
        "r": ["tidak"],
        "dipilih": ["y", "2"],
        "t": "\nbaru &lt;i&gt;\nbaris",
    }
    assert html[tempat:].startswith('<form method="post" id="f2">')
    assert ('name="x-versi" value="7"' in html, "rahasia" in html, sisa) == (True, False, ["Tanpa tempat"])


def test_baris_baru_tidak_masuk_ke_formulir_baris_yang_ada():
    """Every new row has an id of its own; what the person had seen tells it from the one that is there."""
    satu = '<form method="post"><input type="hidden" name="id" value="{}"><input type="hidden" name="dari" value="{}">'
    html = "".join(f'{satu.format(*x)}<textarea name="isi"></textarea></form>' for x in (("a", 3), ("acak-2", 0)))
    baru, _, _ = isikan(html, halaman="/", alamat="/", isi=[("id", "acak-1"), ("dari", "0"), ("isi", "Catatan")])
    assert baru == html.replace("acak-2", "acak-1")[:-18] + "\nCatatan</textarea></form>"


def test_tanpa_formulir_yang_cocok_semua_isian_disebut():
    html, tempat, sisa = isikan(HALAMAN, halaman="/h/", alamat="/tidak/", isi=[("a", "x"), ("b", " ")])
    assert (html, tempat, sisa) == (HALAMAN, -1, ["x"])
