"""Files that are nearly valid, drawn from grammars: for hypothesis, and for the fuzzer's mutations (tests/fuzz)."""
