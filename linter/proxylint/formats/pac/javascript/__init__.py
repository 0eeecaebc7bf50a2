"""ECMAScript, as far as PAC scripts use it: our own evaluator, with a step count and without any way out of it.

It knows nothing of PAC. Values that are not fixed by the question (`varying.Varying`) may flow through every operation;
an operation that cannot say what it makes of one raises `Unmodelled`, so no answer ever rests on a sample.
"""
