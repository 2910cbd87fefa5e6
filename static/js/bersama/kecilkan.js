/* A photo as a JPEG whose long side has at most `sisi` pixels, upright; what is no image comes back as it is. */
export async function kecilkan(berkas, sisi, mutu) {
  let gambar;
  try {
    gambar = await createImageBitmap(berkas, { imageOrientation: "from-image" });
  } catch {
    return berkas; // not an image this browser knows; the server says what is wrong with it
  }
  const skala = Math.min(1, sisi / Math.max(gambar.width, gambar.height));
  const kanvas = document.createElement("canvas");
  kanvas.width = Math.max(1, Math.round(gambar.width * skala));
  kanvas.height = Math.max(1, Math.round(gambar.height * skala));
  kanvas.getContext("2d").drawImage(gambar, 0, 0, kanvas.width, kanvas.height);
  gambar.close();
  const hasil = await new Promise((selesai) => kanvas.toBlob(selesai, "image/jpeg", mutu));
  return hasil || berkas;
}
