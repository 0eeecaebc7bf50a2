"""The functions that engines define for PAC scripts."""
