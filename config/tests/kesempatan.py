"""Says at the end which tests needed a second chance: they passed, but somebody should know their names."""

from collections import Counter


def pytest_terminal_summary(terminalreporter):
    ulang = Counter(laporan.nodeid for laporan in terminalreporter.stats.get("rerun", []))
    if not ulang:
        return
    gagal = {laporan.nodeid for laporan in terminalreporter.stats.get("failed", [])}
    terminalreporter.section("kesempatan kedua yang terpakai")
    for nama, kali in sorted(ulang.items()):
        hasil = "tetap gagal" if nama in gagal else "lalu lulus"
        terminalreporter.write_line(f"{nama}: diulang {kali} kali, {hasil}")
