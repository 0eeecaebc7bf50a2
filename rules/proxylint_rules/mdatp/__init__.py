"""Rules about the settings of Defender on Linux themselves, whatever URL is asked for."""
