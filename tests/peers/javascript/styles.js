// Statements of a PAC file in the styles of people who know their JavaScript, and of those who copied it.
// Blocks are parted by empty lines; @ stands before what is drawn (filling.py).

host = host.toLowerCase(); url = url.toLowerCase();

var lower = @string.toLowerCase(), port = url.split(':')[2];
if (port && @condition) return @way;

var at = host.length - 1, zone = '';
while (at >= 0 && host.charAt(at) != '.') { zone = host.charAt(at) + zone; at--; }
if (zone === '@[com|example|intranet|x]') return @way;

var dots = 0;
for (var i = 0; i < host.length; i++) if (host.charAt(i) === '.') dots++;
if (dots @order @digit) return @way;

if (host.split('.').length @order @digit && @condition) return @way;

if (@flagged.test(@string)) return @way;

var again = @flagged; again.test(@string);
if (again.test(@string) || again.lastIndex > 3) return @way;

var cut = @string.replace(@flagged, @[""|"$&$&"|function (all) { return all.length; }]);
if (cut.length > @number) return @way;

function outer(name) {
  var zones = @zones;
  function inner(zone) { return dnsDomainIs(name, zone); }
  for (var i = 0; i < zones.length; i++) if (inner(zones[i])) return @way;
  return null;
}
var got = outer(@string); if (got) return got;

var makers = []; for (let i = 0; i < 3; i++) makers.push(() => i * 2);
if (makers[@[0|1|2]]() == @digit && @condition) return @way;

var counter = (function () { var n = @digit; return function () { return ++n; }; })();
counter(); if (counter() > @digit) return @way;

const [first, ...others] = host.split('.');
if (first === '@[x|www|intranet|a]' || others.length > @digit) return @way;

const { length, zone = @host } = @string;
if (length > @number || zone == host) return @way;

class Rule {
  constructor(zone, way) { this.zone = zone; this.way = way; }
  get deep() { return this.zone.length; }
  fits(name) { return name.endsWith(this.zone) && this.deep > 0; }
}
for (const rule of [new Rule(@zone, @way), new Rule(@zone, @way)]) if (rule.fits(@string)) return rule.way;

function Matcher(list) { this.list = list; }
Matcher.prototype.any = function (name) {
  for (var i in this.list) if (shExpMatch(name, '*' + this.list[i])) return true;
  return false;
};
if (new Matcher(@zones).any(@string)) return @way;

var ways = { get usual() { return @way; }, other: @way };
if (@condition) return ways.usual; if (@condition) return ways.other;

var rules = { @host: @way, @zone: @way, "com": @way };
for (var name in rules) if (host == name || dnsDomainIs(host, '.' + name)) return rules[name];

for (const [name, way] of Object.entries({ @host: @way, @zone: @way })) if (host.endsWith(name)) return way;

var best = Object.keys({ @host: 1, @zone: 2, "com": 3 }).filter(k => host.indexOf(k) >= 0).sort((a, b) => b.length - a.length)[0];
if (best) return @way;

if (@zones.map(z => z.length).reduce((a, b) => a + b, 0) > host.length) return @way;

var one = @zones.find(z => host.endsWith(z));
if (one !== undefined && one.length) return @way;

outer: for (var i = 0; i < 3; i++) {
  for (var j = 0; j < 3; j++) {
    if (j == @digit) continue outer; if (i == @digit) break outer;
    if (@condition) return @way;
  }
}

try { if (host.length > @number) undefinedHelper(host); }
catch (e) { if (e instanceof ReferenceError) return @way; }
finally { url = url + ''; }

switch (true) { case @condition: return @way; case @condition: break; default: if (@condition) return @way; }

switch (host.split('.').pop()) { case 'com': case 'net': if (@condition) return @way; break; case 'example': return @way; }

var ip = dnsResolve(host);
if (ip && @[|!]isInNet(ip, @net)) return @way;

var mine = myIpAddress().split('.');
if (mine[0] == 10 && mine[1] @order @digit) return @way;

var masked = convert_addr(myIpAddress()) & convert_addr('@[255.0.0.0|255.255.0.0]');
if (masked == convert_addr('@[10.0.0.0|192.168.0.0|10.1.0.0]')) return @way;

var now = new Date(), day = now.getDay(), hour = now.getHours();
if (day @order @digit && hour >= @number) return @way;

if (timeRange(@[0|8|22], @[6|17|23]) || weekdayRange("@[MON|SAT]", "@[FRI|SUN]")) return @way;

var way = `PROXY ${ @condition ? 'a' : `b${1 + 1}` }.example:${8000 + @number}`;
if (@condition) return way + '; DIRECT';

var pick = (a = @way, b = @way, ...more) => more.length ? a : b;
if (@condition) return pick(@way);

if (Math.max(...[@number, host.length, @number]) > @number) return @way;

if (host?.length > @number && (null ?? @condition)) return @way;

var map = new Map([[@host, @way], [@host, @way]]);
if (map.has(host)) return map.get(host);

if (parseInt(host, 10) > @number || isNaN(host.length - url) && @condition) return @way;

if (!String.prototype.ends) String.prototype.ends = function (x) { return this.lastIndexOf(x) === this.length - x.length; };
if (host.ends(@zone)) return @way;

if ((host.length & @digit) ^ @digit ? @condition : @condition) return @way;

var x = 0x1F, y = 017 | 0b11, z = 1e1;
if (x + y * z > host.length * @number) return @way;

var list = host.split('.'); list.reverse(); list[0] = list[0].toUpperCase();
if (list.join('-').indexOf('COM-@[microsoft|other|x]') == 0) return @way;

var parts = host.split('.'), tail = parts.slice(-2).join('.');
if (tail == '@[microsoft.com|other.example|corp.example|intranet]') return @way;

assigned = @condition; if (assigned) return @way;
if (typeof missing === 'undefined' && delete ({}).x && void 0 === undefined && @condition) return @way;

if (!isPlainHostName(host) && !localHostOrDomainIs(host, @host) && dnsDomainLevels(host) @order @digit) return @way;

var text = host.split('').reverse().join(''), rest;
if (Array.isArray(host.split('.')) && host.split('.') instanceof Array && text.indexOf(@piece) > 0) return @way;

if (Array.isArray(host.match(@regex)) || typeof host.split('.') != 'object') return @way;

if (host.split('.').some(function (label) { return label == '@[x|www|microsoft|endpoint]'; })) return @way;

for (var i = 0, p = host.split('.'); i < p.length; i++) if (p[i] === '@[x|www|microsoft|endpoint]') return @way;

for (const label of host.split('.')) if (label.length > @number) return @way;

if ([@host, @host].includes(host) || host.split('.').indexOf('@[x|corp|security]') >= 0) return @way;
