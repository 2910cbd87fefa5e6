/* Making an element: its class, its text; a button that sends no form. */
export function buat(nama, kelas, teks) {
  const n = document.createElement(nama);
  if (kelas) n.className = kelas;
  if (teks) n.textContent = teks;
  if (nama === "button") n.type = "button";
  return n;
}
