/* Excel's own text: tabs between cells, quotes around a cell with line breaks. */
export function bacaTabel(teks) {
  const baris = [[""]];
  let dikutip = false;
  for (let i = 0; i < teks.length; i += 1) {
    const h = teks[i], kini = baris[baris.length - 1];
    if (dikutip) {
      if (h !== '"') kini[kini.length - 1] += h;
      else if (teks[i + 1] === '"') { kini[kini.length - 1] += '"'; i += 1; } else dikutip = false;
    } else if (h === '"' && kini[kini.length - 1] === "") dikutip = true;
    else if (h === "\t") kini.push("");
    else if (h === "\n") baris.push([""]);
    else if (h !== "\r") kini[kini.length - 1] += h;
  }
  return baris.map((b) => b.map((s) => s.replace(/\s+/g, " ").trim())).filter((b) => b.some(Boolean));
}
