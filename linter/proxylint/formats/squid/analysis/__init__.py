"""What is wrong with a squid.conf itself, whatever it does to a given URL: typed facts, each one proved.

One module per family of facts. A fact holds places and the values that a sentence needs; rules phrase it.
"""
