"""What is wrong with a PAC script itself: typed facts, each one proved.

One module per family of facts. A fact holds places and the values that a sentence needs; rules phrase it.
"""
