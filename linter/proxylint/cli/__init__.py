"""The command line: thin, and imports what a command needs only when the command runs."""
