"""Values of a PAC script that a question may leave open, each with the exact sets its tests come to."""
