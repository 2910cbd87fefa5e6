"""Columns and filters of this room's lists."""
