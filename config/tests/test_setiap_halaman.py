"""Every page a role can reach by links, in a real browser, on demo data: at 320 and at 1280 pixels, and with text at
twice its size.

No accessibility violation (axe, WCAG 2.2 AA), no sideways scrolling, nothing refused by the
Content-Security-Policy, no script error, no page that fails.
"""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

from dasbor import demo

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

AXE = (settings.BASE_DIR / "node_modules/axe-core/axe.min.js").read_text()
ATURAN = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "reporter": "no-passes",
    "preload": False,
}
PILIHAN_KOSONG = "---------"  # what Django writes where nothing is chosen: no word, and read aloud as nine dashes
# How far the page reaches past the screen, with letters of this size.
LEBIH = """(huruf) => {
  const akar = document.documentElement;
  akar.style.fontSize = huruf === "100%" ? "" : huruf;
  const lebih = akar.scrollWidth - akar.clientWidth;
  akar.style.fontSize = "";
  return Math.max(0, lebih);
}"""
# On which screens, and with letters of which sizes; axe looks where the letters are not enlarged, as they come.
LAYAR = ((320, ("100%",)), (360, ("200%",)), (1280, ("200%", "100%")))
# What is asked of a page once: its forms and sections, where its links lead, an empty choice that nobody named.
ISI = """(kosong) => ({
  borang: [...document.querySelectorAll("main form")].map((f) => f.action),
  bagian: [...document.querySelectorAll("main h2[id], main section[id]")].map((e) => e.id),
  tautan: [...document.querySelectorAll("a[href]")].map((a) => new URL(a.getAttribute("href"), location.href).href),
  kosong: [...document.querySelectorAll("option")].some((o) => o.text.includes(kosong)),
})"""
BUKAN_HALAMAN = (
    ".ics",
    "/pdf/",
    "/foto/",
    "/berkas/isi/",
    "/pratinjau/",
    "_export=",
    "/templat",
    "/ekspor/",
    "/xlsx/",
    "/kosong/",
)


def periksa(halaman, alamat, lebar=None, *, dengan_axe):
    """The faults of one page as sentences: on a screen of this width, or on every screen."""
    salah = []
    if dengan_axe:
        halaman.evaluate(AXE)
    for layar, ukuran in ((max(lebar, 360), ("200%",)), (lebar, ("100%",))) if lebar else LAYAR:
        halaman.set_viewport_size({"width": layar, "height": 800})
        for huruf in ukuran:
            if lebih := halaman.evaluate(LEBIH, huruf):
                salah.append(f"{alamat} @{layar}, huruf {huruf}: menggeser ke samping {lebih} piksel")
        if dengan_axe and "100%" in ukuran:
            hasil = halaman.evaluate("aturan => axe.run(document, aturan)", ATURAN)
            for v in hasil["violations"]:
                salah.append(f"{alamat} @{layar}: axe {v['id']}: {v['nodes'][0]['html'][:160]}")
    return salah


def bentuk(halaman, isi):
    """What axe need not see twice: a page's URL name with the forms and sections that this role gets."""
    return (kunci(halaman.url), frozenset(map(kunci, isi["borang"])), frozenset(isi["bagian"]))


def kunci(alamat):
    """One visit per kind of page: its URL name (and the action, for decisions)."""
    jejak = urlsplit(alamat).path
    try:
        cocok = resolve(jejak)
    except Resolver404:
        return jejak
    return (cocok.view_name, cocok.kwargs.get("aksi"), cocok.kwargs.get("halaman"))


def jelajahi(peramban, alamat_server, username, dikenal):
    """Every page this person reaches by links; the faults found on the way.

    `dikenal`: the shapes that axe has seen, and at which addresses; the same page of the same shape is the same page.
    """
    konteks = peramban.new_context(locale="id-ID", timezone_id="Asia/Makassar")
    konteks.set_default_timeout(20_000)
    halaman = konteks.new_page()
    salah = []
    halaman.on("console", lambda p: salah.append(f"{halaman.url}: {p.text}") if p.type == "error" else None)
    halaman.on("pageerror", lambda p: salah.append(f"{halaman.url}: {p}"))
    halaman.goto(f"{alamat_server}/akun/masuk/")
    halaman.fill("#id_username", username)
    halaman.fill("#id_password", demo.SANDI)
    halaman.click("main form button")
    halaman.wait_for_url(f"{alamat_server}/")

    antrean, sudah = [f"{alamat_server}/"], set()
    while antrean:
        alamat = antrean.pop(0)
        if kunci(alamat) in sudah:
            continue
        sudah.add(kunci(alamat))
        jawab = halaman.goto(alamat)
        if jawab.status >= 400:
            salah.append(f"{alamat}: HTTP {jawab.status}")
            continue
        isi = halaman.evaluate(ISI, PILIHAN_KOSONG)
        if isi["kosong"]:
            salah.append(f"{alamat}: pilihan kosong tertulis {PILIHAN_KOSONG}")
        rupa = bentuk(halaman, isi)
        if (rupa, alamat) not in dikenal:
            salah += periksa(halaman, alamat, dengan_axe=rupa not in dikenal)
            dikenal |= {rupa, (rupa, alamat)}
        for tautan in isi["tautan"]:
            dalam = tautan.startswith(alamat_server) and "/admin/" not in tautan
            if dalam and not any(b in tautan for b in BUKAN_HALAMAN):
                antrean.append(tautan.split("#")[0])
    konteks.close()
    return [f"{username}: {kalimat}" for kalimat in salah], len(sudah)


# What axe has seen and found in order; the second group of roles meets most pages of the first again.
DIKENAL: set = set()
KELOMPOK = [("sekcam", "camat", "pendamping"), ("staf", "sekdes", "kades", "kaurkeu", "pemantau", "adminkab", "admin")]


def test_setiap_peran_dijelajahi():
    assert {u for k in KELOMPOK for u in k} == {a[0] for a in demo.AKUN} - {"staf2"}


@pytest.mark.parametrize("orang", KELOMPOK, ids="+".join)
def test_setiap_halaman_setiap_peran(orang, data_demo, live_server, peramban):
    salah, jumlah, dikenal = [], {}, set(DIKENAL)
    for username in orang:
        cela, jumlah[username] = jelajahi(peramban, live_server.url, username, dikenal)
        salah += cela
    assert salah == []
    assert min(jumlah.values()) > 8, jumlah
    DIKENAL.update(dikenal)
