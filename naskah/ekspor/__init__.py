"""Many documents in one file: a zip with an index sheet, one PDF with bookmarks, the agenda book."""
