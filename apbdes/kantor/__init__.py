"""A set of rules that an office writes: its form (judged by the grammar), its examples, and what it would change."""
