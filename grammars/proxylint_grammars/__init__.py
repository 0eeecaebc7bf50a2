"""How each kind of file is written: one package per format, each with one function from text to spanned syntax."""
