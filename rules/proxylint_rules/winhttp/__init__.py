"""Rules about Windows proxy settings themselves, whatever URL is asked for."""
