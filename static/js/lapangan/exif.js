/* Time and place from a JPEG's EXIF, read before the photo is made smaller (which drops them). */
/* The same from a DataView of the file's beginning; may throw on a file that lies about itself. */
export function baca(tampilan) {
  if (tampilan.byteLength < 4 || tampilan.getUint16(0) !== 0xffd8) return {};
  let letak = 2;
  while (letak + 10 < tampilan.byteLength) {
    const tanda = tampilan.getUint16(letak), panjang = tampilan.getUint16(letak + 2);
    if (tanda === 0xffe1 && tampilan.getUint32(letak + 4) === 0x45786966) return bacaTiff(tampilan, letak + 10);
    if ((tanda & 0xff00) !== 0xff00 || tanda === 0xffda) break;
    letak += 2 + panjang;
  }
  return {};
}

function bacaTiff(t, awal) {
  const kecil = t.getUint16(awal) === 0x4949;
  const u16 = (n) => t.getUint16(awal + n, kecil), u32 = (n) => t.getUint32(awal + n, kecil);

  function direktori(n) {
    const isi = {};
    const jumlah = u16(n);
    for (let i = 0; i < jumlah; i += 1) {
      const butir = n + 2 + i * 12;
      isi[u16(butir)] = { jumlah: u32(butir + 4), nilai: butir + 8 };
    }
    return isi;
  }
  const teks = (b) => {
    const letak = b.jumlah > 4 ? u32(b.nilai) : b.nilai;
    let s = "";
    for (let i = 0; i < b.jumlah; i += 1) s += String.fromCharCode(t.getUint8(awal + letak + i));
    return s.replace(/\0.*$/, "");
  };
  const derajat = (b) => {
    const letak = u32(b.nilai);
    return [0, 1, 2].reduce((s, i) => s + u32(letak + i * 8) / (u32(letak + i * 8 + 4) || 1) / 60 ** i, 0);
  };

  const hasil = {};
  const utama = direktori(u32(4));
  if (utama[0x8769]) {
    const rincian = direktori(u32(utama[0x8769].nilai));
    const waktu = rincian[0x9003] || rincian[0x9004];
    const w = waktu && teks(waktu).match(/^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/);
    if (w) hasil.waktu = new Date(+w[1], w[2] - 1, +w[3], +w[4], +w[5], +w[6]);
  }
  if (utama[0x8825]) {
    const gps = direktori(u32(utama[0x8825].nilai));
    if (gps[2] && gps[4]) {
      hasil.lintang = derajat(gps[2]) * (gps[1] && teks(gps[1]) === "S" ? -1 : 1);
      hasil.bujur = derajat(gps[4]) * (gps[3] && teks(gps[3]) === "W" ? -1 : 1);
      if (!hasil.lintang && !hasil.bujur) { delete hasil.lintang; delete hasil.bujur; }
    }
  }
  return hasil;
}

/* { waktu: Date, lintang, bujur }, each only where it could be read. Never fails. */
export async function bacaExif(berkas) {
  try {
    return baca(new DataView(await berkas.slice(0, 256 * 1024).arrayBuffer()));
  } catch {
    return {};
  }
}
