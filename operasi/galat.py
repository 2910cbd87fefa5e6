"""What stops an operator's command: always one sentence that says what to do."""


class OperasiGagal(Exception):
    """Nothing was changed, or what was begun is taken back; the message is the sentence to show."""
