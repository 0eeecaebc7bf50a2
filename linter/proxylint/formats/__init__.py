"""One folder per kind of file: what its lines mean, how it decides, and what its analysis finds."""
