"""Rule sets that an office writes, as data: read, checked whole, written back, and judged. No Django, no database.

`baca` makes a set of YAML text, `tulis` the text of a set, `periksa` says what is wrong with it (a sentence
with its line each, all at once), `hitung` judges a budget by it.
"""
