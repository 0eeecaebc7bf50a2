"""Scripts in every form that ECMAScript has, with the words and places in which its early errors lie.

Left out is what versions of V8 differ about: `using`, modifiers in regular expressions, groups of one name.
"""

from __future__ import annotations

from tests.nearly.drawing import Grammar

SYNTAX: Grammar = {
    "script": ("<start><statement*>", "<start><statement+>", "<statement><statement><statement>"),
    "start": (
        "", "", "", "", "<strict>", "'a';<strict>", "#!/bin/js\n", "<open>!-- a\n", "--> a\n", "/* a\n */ --> b\n",
        "'\\07'; <strict>", "'use\\x20strict'; ", "('use strict');", "'use strict' + 1;", "'a'\n'use strict'\n",
    ),
    "strict": ("'use strict';", '"use strict"\n', "'use strict'\n/* a */;", "'use strict'"),
    "open": ("<",),
    "end": (";", ";", ";", "\n", "", " /* \n */ ", "// a\n", "\u2028", ";;"),
    "name": (
        "a", "b", "c", "x", "$", "_", "\u00e9", "\\u0061", "\\u{62}", "a\\u0062", "async", "of", "get", "set", "static",
        "let", "yield", "await", "arguments", "eval", "target", "from", "as", "undefined", "implements", "interface",
        "package", "private", "public", "l\\u0065t", "\\u0061wait", "yi\\u0065ld", "st\\u0061tic", "\\u0061sync",
        "\\u0061rguments", "constructor", "prototype", "__proto__", "accessor", "using", "meta", "new\\u0061",
    ),
    "word": ("<name>", "if", "new", "class", "function", "in", "typeof", "true", "null", "delete", "default", "enum"),
    "odd": (
        "<word>", "v\\u0061r", "\\u0069f", "n\\u0065w", "\\u{110000}", "\\u0030a", "a\\u{2d}", "\\x61", "\u200c", "1a",
    ),
    "label": ("a", "b", "<name>"),
    "private": ("#a", "#b", "#a", "#constructor", "#\\u0061", "# a", "#yield", "#if"),
    "string": (
        "'a'", '"b"', "'use strict'", "'\\07'", "'\\8'", "'\\0'", "'\\x61'", "'\\u{61}'", "'\\u61'", "'\\\n'",
        "'\u2028'", "'constructor'", "'__proto__'", "'prototype'", "'\\u{110000}'", "'\\x1'", "'\\01'",
    ),
    "number": (
        "1", "0", "1.5", ".5", "1.", "1e3", "1e+3", "0x1F", "0b11", "0o17", "017", "08", "09.5", "1_000", "1__0", "1_",
        "0_1", "0x_1", "0xF_F", "1_0.0_1", "1._5", "1e1_0", "1n", "0n", "01n", "1_0n", "0x1n", "1.5n", "1e3n", "0b2",
        "0o8", "1e", "3in", "08n", "0b1_1", "5..a", "5.a", "1_n", "00", "0b", "08.a", "010.5", "1_e1",
    ),
    "template": (
        "`a`", "`a${<expression>}b`", "`${<simple>}${<simple>}`", "`\\07`", "`\\u`", "`\\x61`", "`\n`", "`$`",
        "`${<simple>", "`{}${`a`}`",
    ),
    "regex_part": (
        "a", "b", ".", "a*", "a+?", "a??", "a{2}", "a{2,}", "a{2,1}", "a{,2}", "{", "}", "]", "[a-z]", "[z-a]", "[^]",
        "[]", "[\\w-a]", "[a-\\d]", "[\\b]", "(a)", "(?:a)", "(?=a)", "(?!a)", "(?<open>=a)", "(?<open>!a)", "(?=a)*",
        "(?<open>=a)*", "(?<open>!a){2}", "(?<open>n>a)", "(?<open>n>b)",
        "\\k<open>n>", "\\k<open>m>", "\\k", "\\k<open>", "\\k<open>x>", "\\1", "\\2",
        "\\0", "\\00", "\\07", "\\8", "^", "$", "\\b", "\\B", "\\d", "\\cA", "\\c", "\\c1", "[\\c]", "\\x61", "\\x6",
        "\\u0061", "\\u{61}", "\\u{110000}", "\\u00", "\\p{L}", "\\p{Lu}", "\\p{Script=Greek}", "\\p{X}", "\\p",
        "\\P{L}", "\\-", "\\/", "\\a", "\\$", "^*", "$+", "\\b+", "|", "(", ")", "[", "*", "(?", "(?a)", "(?<open>>a)",
        "(?<open>1>a)", "(?<open>a\\u{62}>x)\\k<open>ab>", "(?<open>a\\u0062>x)\\k<open>a\\u{62}>", "(?<open>\u00e9>a)",
        "(?<open>a\\u{1d7da}>b)", "(?<open>\\ud835\\udc9c>b)", "(?<open>$_>a)", "\\u{1F600}", "\u20ac", "\U0001f600",
        "[\U0001f600-\U0001f601]", "[\\u{1F600}-\\u{1F601}]", "[a&&b]", "[a--b]", "[[a]]", "\\q{a}", "[\\q{ab}]", "[(]",
        "[a&&&b]", "[^\\p{RGI_Emoji}]", "[a-z&&b]", "[\\-]", "[&&a]", "[\\&]", "[a|b]", "[!!]", "[{]", "\\uD83D\\uDE00",
        "[\\uD83D\\uDE00-\\uD83D\\uDE01]", "{1}", "a{1}{2}", "x{1,2}?", "a{", "a{1", "a{1,", "(?:a){1}",
    ),
    "regex_parts": (
        "<regex_part>", "<regex_part><regex_part>", "<regex_part><regex_part><regex_part>", "<regex_part+>",
    ),
    "flags": (
        "", "", "", "g", "i", "u", "u", "v", "y", "s", "d", "dgimsuy", "uv", "gg", "x", "\\u0067", "iu", "m", "vi",
    ),
    "regex": ("/<regex_parts>/<flags>",),
    "literal": ("<string>", "<number>", "<template>", "<regex>", "true", "null", "this", "<regex>"),
    # --- patterns ---
    "binding": ("<name>", "<name>", "<name>", "[<bindings>]", "{<binding_properties>}", "[]", "{}"),
    "element": ("<binding>", "<binding>", "<binding> = <assignment>"),
    "bindings": (
        "<element>", "<element>, <element>", ", <element>", "<element>, ...<binding>", "...<binding>", "<element>,",
        "...<binding>,", "...<element>", "<element>,,<element>", "...<binding>, <element>",
    ),
    "binding_property": (
        "<name>", "<name> = <assignment>", "<key>: <element>", "...<name>", "...<binding>", "<word>", "<string>",
        "<odd>",
    ),
    "binding_properties": ("<binding_property>", "<binding_property>, <binding_property>", "<binding_property>,"),
    "parameters": (
        "", "", "<name>", "<element>", "<element>, <element>", "...<binding>", "<element>, ...<binding>", "<element>,",
        "...<binding>,", "a, a", ",", "<name>, <name>, <name>",
    ),
    "target": (
        "<name>", "a.b", "a[<simple>]", "a.#a", "[<targets>]", "{<target_properties>}", "a?.b", "f()", "(a)", "(a.b)",
        "([a])", "({a})", "1", "this", "new.target", "`a`", "super.a", "(a, b)", "a++", "import.meta", "((a))",
    ),
    "targets": (
        "<target>", "<target>, <target>", "<target> = <simple>", "...<target>", ",<target>", "...<target>,",
        "(<target> = 1)", "<target>,",
    ),
    "target_property": ("<name>", "<name> = <simple>", "<key>: <target>", "<key>: <target> = <simple>", "...<target>"),
    "target_properties": ("<target_property>", "<target_property>, <target_property>", "<target_property>,"),
    # --- functions and classes ---
    "directive": ("", "", "", "", "<strict>", "'\\07'; <strict>", "'a'; <strict>", "'\\08';"),
    "body": ("{<directive><statement*>}", "{<statement>}", "{}", "{return <expression><end>}"),
    "async": ("", "", "async ", "async ", "async\n"),
    "star": ("", "", "*", "* "),
    "function": (
        "function<star> <name>(<parameters>)<body>", "<async>function<star> <name>(<parameters>)<body>",
        "<async>function<star>(<parameters>)<body>",
    ),
    "arrow": (
        "() => <assignment>", "<name> => <assignment>", "(<parameters>) => <assignment>", "(<parameters>) => <body>",
        "<name> => <body>", "async <name> => <assignment>", "async (<parameters>) => <assignment>",
        "async (<parameters>) => <body>", "<async>(<parameters>) => <body>", "(<name>)\n=> 1", "async <name>\n=> 1",
        "((<name>)) => 1", "(<assignment>) => 1", "(<assignment>, <assignment>) => <assignment>",
        "async\n(<name>) => 1",
    ),
    "key": (
        "<name>", "<word>", "<string>", "<number>", "[<assignment>]", "<odd>", "a", "constructor", "prototype",
        "'constructor'", "[<simple>]",
    ),
    "class_key": ("<key>", "<key>", "<private>", "#a", "#b", "constructor"),
    "method": (
        "<class_key>(<parameters>)<body>", "get <class_key>()<body>", "set <class_key>(<element>)<body>",
        "*<class_key>(<parameters>)<body>", "async <class_key>(<parameters>)<body>",
        "async *<class_key>(<parameters>)<body>", "get <class_key>(<parameters>)<body>",
        "set <class_key>(<parameters>)<body>", "async\n<class_key>(<parameters>)<body>", "get\n<class_key>()<body>",
    ),
    "member": (
        "<method>", "static <method>", "<class_key><end>", "<class_key> = <assignment><end>", "static <class_key><end>",
        "static <class_key> = <assignment><end>", "static {<statement*>}", ";", "static\n{<statement*>}", "get<end>",
        "static<end>", "set = <simple><end>", "async<end>", "static async *<class_key>()<body>", "static = 1<end>",
        "get *a(){}", "constructor(<parameters>){super(<arguments>)}", "a = super.b<end>", "a(){super.b}",
        "accessor a<end>", "static a\n<member>", "get\n<member>", "in<end>", "instanceof\n<member>",
    ),
    "class": (
        "class <name> {<member*>}", "class <name> extends <reference> {<member*>}",
        "class extends <reference> {<member*>}", "class {<member+>}", "class <name> {<member+>}",
        "class A extends B {<member+>}",
    ),
    # --- expressions ---
    "arguments": (
        "", "<assignment>", "<assignment>, <assignment>", "...<assignment>", "<assignment>,", ",", "...a, ...b,",
    ),
    "property": (
        "<key>: <assignment>", "<name>", "<method>", "...<assignment>", "<name> = <simple>", "__proto__: <simple>",
        "<odd>", "'__proto__': 1", "get <key>()<body>", "<string>", "get: 1", "async: 1", "get", "async", "a.b",
        "<private>",
    ),
    "primary": (
        "<name>", "<name>", "<name>", "<literal>", "[<arguments>]", "[,]", "{<property>}", "({<property>, <property>})",
        "({<property>})", "(<expression>)", "<function>", "(<function>)", "(<class>)", "<class>", "({})",
        "({<property>,})", "[<arguments>, ...<assignment>]", "(<arrow>)", "(<name>)", "()", "<odd>",
    ),
    "reference": (
        "<primary>", "<primary>", "<reference>.<word>", "<reference>[<expression>]", "<reference>(<arguments>)",
        "<reference>?.<word>", "<reference>?.[<simple>]", "<reference>?.(<arguments>)", "<reference>.<private>",
        "<reference>?.<private>", "new <reference>", "new <reference>(<arguments>)", "new.target", "new <reference>?.a",
        "super.a", "super(<arguments>)", "super[<simple>]", "import('a')", "<reference><template>", "import.meta",
        "<reference>?.<template>", "a?.b<template>", "new new <reference>", "super", "super?.a", "a?.1:b",
        "new.\\u0074arget", "new import('a')", "new super.a", "new async()", "import(<arguments>)",
    ),
    "simple": (
        "<name>", "1", "<reference>", "<reference>", "<literal>", "-<simple>", "typeof <simple>", "await <simple>",
        "<simple> + <simple>", "<simple> ** <simple>", "-<simple> ** 2", "<simple> ?? <simple>", "<simple> || <simple>",
        "<simple> && <simple>", "(<simple> ?? a) || b", "<simple> in <simple>", "#a in <simple>", "<private> in a",
        "#a in #b", "1 + #a in a", "#a + 1", "(#a) in a", "#a in a in b", "delete <reference>", "delete (<name>)",
        "delete a.#a", "delete this?.#a", "delete ((<name>))", "++<target>", "<target>--", "<name>\n++<name>", "void 0",
        "!<simple>", "<simple> <open> <simple>", "<simple> /<simple>/ 2", "<simple> instanceof <simple>", "(-1) ** 2",
        "await\n<simple>", "(a => b) + 1", "<target>++", "async\n", "<simple>\n/a/g", "(await 1) ** 2", "await 1 ** 2",
        "a <open>!--b\n", "a --> b\n",
    ),
    "assignment": (
        "<simple>", "<simple>", "<simple>", "<target> = <assignment>", "<target> += <simple>", "<target> ??= <simple>",
        "<simple> ? <assignment> : <assignment>", "<arrow>", "<arrow>", "yield", "yield <assignment>",
        "yield* <assignment>", "yield\n<simple>", "<target> **= 2", "<simple> = 1", "f() = 1", "f() += 1", "f() &&= 1",
        "({a = 1})", "({a = 1}) = 1", "[...a,] = b", "{a} = b", "({a} = b)", "[a, b] = c", "({a: b.c} = d)", "(a) = 1",
        "((a)) = 1", "({a}) = 1", "yield\n* 2", "yield /a/", "<arrow> ? 1 : 2", "async <name> => <assignment>",
    ),
    "expression": ("<assignment>", "<assignment>", "<assignment>", "<assignment>, <assignment>"),
    # --- statements ---
    "kind": ("var", "let", "const", "let", "let\n", "v\\u0061r", "l\\u0065t"),
    "declaration": (
        "<kind> <name><end>", "<kind> <binding> = <assignment><end>", "<kind> <name> = <assignment>, <element><end>",
        "<kind> <binding><end>", "let a<end>", "var a<end>", "let\n<name><end>",
    ),
    "branch": ("<statement>", "{<statement*>}", "<expression><end>", "<function>", "<declaration>", ";", "<class>"),
    "head": (
        "<kind> <binding>", "<target>", "var <name> = <simple>", "let", "<kind> <element>, <element>", "async",
        "let of", "(<target>)", "<expression>", "const <binding> = <assignment>",
    ),
    "statement": (
        "<expression><end>", "<expression><end>", "<expression><end>", "<declaration>", "<declaration>", "<function>\n",
        "<function>\n", "<class>\n", "<class>\n", "{<statement*>}", "if (<expression>) <branch>",
        "if (<expression>) <branch> else <branch>", "while (<expression>) <branch>",
        "do <branch> while (<expression>)<end>", "for (<head>;<expression>;<expression>) <branch>",
        "for (<head> in <expression>) <branch>", "for (<head> of <assignment>) <branch>",
        "for await (<head> of <assignment>) <branch>", "for (;;) <branch>", "for (<declaration><expression>;) <branch>",
        "<label>: <statement>", "<label>: <label>: while (1) <statement>", "<label>: while (1) {<statement+>}",
        "break<end>", "break <label><end>", "continue<end>", "continue <label><end>", "return<end>",
        "return <expression><end>", "return\n<expression><end>", "throw <expression><end>", "throw\n1<end>",
        "switch (<expression>) {case <expression>: <statement*>default: <statement*>}", "switch (a) {<statement>}",
        "switch (a) {case 1: let a; case 2: <declaration>}", "try {<statement*>} catch (<binding>) {<statement*>}",
        "try {<statement*>} catch {<statement*>}", "try {} finally {<statement*>}", "try {}",
        "with (<expression>) <branch>", "debugger<end>", ";", "label: <function>", "while (1) <label>: <function>",
        "yield<end>", "await <simple><end>", "let [a] = <simple><end>", "let\n[a] = b<end>", "import a from 'b'<end>",
        "export <declaration>", "<arrow><end>", "async\nfunction f(){}\n", "(function(){<directive><statement*>})();",
        "do a; while(0) b", "if (a) ; else <branch>", "(async function*(){<statement*>})<end>",
        "(async () => {<statement*>})<end>", "function* g(){<statement+>}\n", "async function f(){<statement+>}\n",
        "let async<end>", "async <arrow><end>", "<open>!-- a\n", "\n--> a\n", "x = {<property>}<end>", "enum a {}",
        "for (let in {});", "for (let.a in {});", "for (let of of a);", "for (async of => 1;;);",
        "for (async of a);", "<word> <word>\n",
    ),
}  # fmt: skip
