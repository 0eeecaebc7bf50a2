"""The file itself, whatever its kind."""
