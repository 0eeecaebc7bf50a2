"""Mistakes in a squid.conf that its analysis proves."""
