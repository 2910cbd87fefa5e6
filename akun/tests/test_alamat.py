import pytest

from akun.alamat import alamat_pengunjung


@pytest.mark.parametrize(
    ("proksi", "teruskan", "hasil"),
    [
        (0, "203.0.113.9", "10.0.0.1"),  # no proxy of ours: the header is only a claim
        (1, "", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # the left one was made up by the visitor
        (2, "198.51.100.7, 203.0.113.9, 172.16.0.5", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
    ],
)
def test_alamat_dibaca_dari_proksi_sendiri_saja(rf, settings, proksi, teruskan, hasil):
    settings.JUMLAH_PROKSI = proksi
    kepala = {"HTTP_X_FORWARDED_FOR": teruskan} if teruskan else {}
    assert alamat_pengunjung(rf.get("/", REMOTE_ADDR="10.0.0.1", **kepala)) == hasil
