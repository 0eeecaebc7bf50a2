"""The version, in a module of its own: importlib.metadata costs three interpreter starts."""

__version__ = "0.1.0"
