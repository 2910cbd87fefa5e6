"""The words of this room, and its transition tables."""
