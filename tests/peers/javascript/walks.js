// Walks over the labels of a host, as list-driven PAC files make them. @found(x) looks x up, @hit is what is then done,
// @aside(x) something more in each turn that may change its sense (filling.py).

var h = host;
while (true) {
  if (@found(h)) @hit @aside(h)
  var i = h.indexOf('.'); if (i @[< 0|== -1|<= 0]) break;
  h = h.@[substring|substr|slice](i + 1); @aside(h)
}

var h = host, i;
while ((i = h.indexOf('.')) >= 0) { if (@found(h)) @hit @aside(h) h = h.substr(i + 1); }

h = host; dot = h.indexOf('.');
while (dot > -1) { if (@found(h)) @hit h = h.substring(dot + 1); @aside(h) dot = h.indexOf('.'); }

for (var h = host; h.indexOf('.') > 0; h = h.slice(h.indexOf('.') + 1)) { @aside(h) if (@found(h)) @hit }

var parts = host.split('.');
for (@[var|let] i = @[0|0|1]; i < parts.length@[| - 1| - 2]; i++) {
  var d = parts.slice(i).join('.'); if (@found(d)) @hit @aside(d)
}

var parts = host.split('.');
for (var i = parts.length - @[1|1|2]; i >= @[0|0|1]; i--) {
  var d = parts.slice(i).join('.'); if (@found(d)) @hit @aside(d)
}

var pos = host.lastIndexOf('.'), s; pos = host.lastIndexOf('.', pos - 1);
while (1) {
  if (pos <= 0) { if (@found(host)) @hit break; }
  s = host.substring(pos + 1); if (@found(s)) @hit @aside(s)
  pos = host.lastIndexOf('.', pos - 1);
}

var dot = host.length, s;
while (dot > 0) { dot = host.lastIndexOf('.', dot - 1); s = host.substring(dot + 1); @aside(s) if (@found(s)) @hit }

var dot = host.length, s;
do { dot = host.lastIndexOf('.', dot - 1); s = host.substring(dot + 1); if (@found(s)) @hit @aside(s) } while (dot >= 0);

var at = host.indexOf('.');
while (at != -1) { var d = host.substring(at + 1); if (@found(d)) @hit @aside(d) at = host.indexOf('.', at + 1); }

for (var k = 0; k < list.length; k++) {
  var h = host;
  while (h.length >= list[k].length) {
    if (h == list[k]) @hit @aside(h)
    var i = h.indexOf('.'); if (i < 0) break;
    h = h.substring(i + 1);
  }
}

while (host.indexOf('.') != host.lastIndexOf('.')) {
  if (@found(host)) @hit @aside(host)
  host = host.substring(host.indexOf('.') + 1);
}

function below(h) {
  if (@found(h)) return true;
  var i = h.indexOf('.');
  return i < 0 ? false : @[||!]below(h.substring(i + 1));
}
if (below(host)) return @way;

function below(h, n) {
  if (@found(h)) return n + 1;
  var i = h.indexOf('.');
  if (i < 0) return 0;
  return below(h.substring(i + 1), n + 1);
}
if (below(host, 0) > @digit) return @way;

function below(h) {
  var p = h.split('.'), d;
  for (var i = 0; i < p.length; i++) { d = p.slice(i).join('.'); if (@found(d)) return d; }
  return '';
}
var d = below(host); if (d) return @way;

var parts = host.split('.');
while (parts.length) { if (table[parts.join('.')]) return @way; parts.shift(); }

var parts = host.split('.'), s = '';
for (var i = parts.length - 1; i >= 0; i--) { s = parts[i] + (s ? '.' + s : ''); if (@found(s)) @hit @aside(s) }

var trie = { com: { microsoft: { go: { end: 1 }, security: { endpoint: { x: { end: 2 } } } } }, example: { end: 3 } };
for (var p = host.split('.'), node = trie, i = p.length - 1; i >= 0; i--) {
  node = node[p[i]]; if (!node) break; if (node.end) return @way;
}
