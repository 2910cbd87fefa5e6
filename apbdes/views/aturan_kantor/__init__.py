"""The sets of rules that an office writes, as pages."""
