"""What is fuzzed, one module per target."""
