"""What the analysis of a PAC script tells, and what it must not."""
