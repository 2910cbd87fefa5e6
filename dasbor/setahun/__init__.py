"""A simulated year of one kecamatan, up to today: what an office and its villages would have written down.

Every step goes through the services, at its own hour and by whoever takes it. `dasbor.demo` puts the cases of today
on top of it.
"""
