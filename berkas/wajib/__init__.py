"""What a desa has to send and by when: periods, what is due, the recap, the reminder."""
