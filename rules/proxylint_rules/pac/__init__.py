"""Mistakes in a PAC script that its analysis proves."""
