"""What the documents of a monitoring say, gathered once and frozen in `Naskah.isi`, word for word."""
