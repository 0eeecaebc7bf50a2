"""How Windows proxy settings are written: results of `netsh winhttp`, its dumps, its command lines, registry exports.

`read_dump` turns a text into records with places; `read_proxy_list` and `read_bypass_list` take their values apart.
"""

from proxylint_grammars.winhttp.reader import read_dump
from proxylint_grammars.winhttp.values import read_bypass_list, read_proxy_list

__all__ = ["read_bypass_list", "read_dump", "read_proxy_list"]
