"""The same questions put to the real programs: Squid, and two JavaScript engines.

A program that is missing is a skipped test with a reason, and a failure where CI is set in the environment.
"""
