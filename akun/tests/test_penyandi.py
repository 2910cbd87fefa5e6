"""A crowd, or somebody who tries passwords, at the sign-in page: the process has a thread left for everybody else."""

import threading

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from akun import penyandi
from akun.penyandi import SIBUK, PenyandiTerbatas, SandiSibuk
from config.tests.menunggu import tunggu_sampai

HASH = ["akun.penyandi.PenyandiTerbatas"]


@pytest.fixture
def penyandi_penuh(monkeypatch):
    """Two are being compared and one waits."""
    penuh = threading.BoundedSemaphore(1)
    penuh.acquire()
    monkeypatch.setattr(penyandi, "IKUT", penuh)
    return penuh


def test_yang_keempat_tidak_menunggu(monkeypatch):
    """Two at work, one waiting; the next is told at once, and when they have finished there is room again."""
    lanjut, mulai, hasil = threading.Event(), threading.Semaphore(0), []

    def lambat(*_):
        mulai.release()
        lanjut.wait(20)
        return "sandi"

    monkeypatch.setattr("django.contrib.auth.hashers.PBKDF2PasswordHasher.encode", lambat)
    utas = [threading.Thread(target=lambda: hasil.append(PenyandiTerbatas().encode("a", "b"))) for _ in range(3)]
    for t in utas:
        t.start()
    for _ in range(penyandi.SEKALIGUS):
        assert mulai.acquire(timeout=20)
    tunggu_sampai(lambda: penyandi.IKUT._value == 0, "yang ketiga belum antre")
    with pytest.raises(SandiSibuk):
        PenyandiTerbatas().encode("a", "b")
    assert not mulai.acquire(blocking=False)
    lanjut.set()
    for t in utas:
        t.join()
    assert (hasil, PenyandiTerbatas().encode("a", "b")) == (["sandi"] * 3, "sandi")


@pytest.mark.django_db
def test_masuk_saat_ramai_disebut_dengan_kalimat(client, orang, settings, penyandi_penuh):
    camat, isi = orang["camat"], {"password": "sandi-ramai-2026"}
    settings.PASSWORD_HASHERS = HASH
    penyandi_penuh.release()
    camat.password = make_password(isi["password"])
    camat.save()
    penyandi_penuh.acquire()
    jawab = client.post(reverse("akun:masuk"), isi | {"username": camat.username})
    assert (jawab.status_code, jawab.context["form"].non_field_errors()) == (422, [SIBUK])
    assert camat.username in jawab.content.decode()
    penyandi_penuh.release()
    assert client.post(reverse("akun:masuk"), isi | {"username": camat.username}).status_code == 302
