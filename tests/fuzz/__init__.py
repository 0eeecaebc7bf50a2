"""Coverage-guided fuzzing with atheris: `python -m tests.fuzz TARGET` (see CONTRIBUTING.md).

`targets/` holds one module per target; its name is the target's, and it exports `TARGET`. `corpus/<target>/` holds
inputs to start from, `found/<target>/` each input that once showed a fault. `test_inputs.py` runs all of them without
atheris.
"""
