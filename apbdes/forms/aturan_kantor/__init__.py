"""The pages on which a set of rules is written: each form reads one part of its content and gives it back."""
