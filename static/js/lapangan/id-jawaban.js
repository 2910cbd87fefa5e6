/* The id of the answer to a row of a sheet, as monitoring/forms/isian.py has it. */
export function idJawaban(lembar, butir) {
  const ekor = (parseInt(lembar.slice(-8), 16) ^ Number(butir)) >>> 0;
  return lembar.slice(0, -8) + ekor.toString(16).padStart(8, "0");
}
