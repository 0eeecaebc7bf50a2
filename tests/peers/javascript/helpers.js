// The functions a PAC may call, as Chromium 156 behaves, over a world that is fixed: time, own address, name answers.
//
// Runs before the PAC, in the same context. `world` is { own, now, resolve }: an address, milliseconds, and lower-case
// names (or "*.name") to lists of addresses. Local time is UTC here. What is behind is kept out of a PAC's reach.
(function (world) {
  "use strict";
  var scope = (0, eval)("this");
  var RealDate = Date, stringify = JSON.stringify, text = String;
  var placeIn = Function.prototype.call.bind(String.prototype.indexOf); // whatever the PAC does to indexOf
  var DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
  var MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

  function define(name, value) {
    Object.defineProperty(scope, name, { value: value, writable: true, configurable: true, enumerable: true });
  }

  // --- time

  function FixedDate() {
    if (!(this instanceof FixedDate)) return new RealDate(world.now).toString();
    if (arguments.length === 0) return new RealDate(world.now);
    var given = [null].concat(Array.prototype.slice.call(arguments));
    return new (Function.prototype.bind.apply(RealDate, given))();
  }
  FixedDate.prototype = RealDate.prototype;
  FixedDate.now = function () { return world.now; };
  FixedDate.UTC = RealDate.UTC;
  FixedDate.parse = RealDate.parse;
  define("Date", FixedDate);

  function fields() {
    var now = new RealDate(world.now);
    return { day: now.getUTCDate(), weekday: now.getUTCDay(), month: now.getUTCMonth(), year: now.getUTCFullYear(),
             hour: now.getUTCHours(), minute: now.getUTCMinutes(), second: now.getUTCSeconds() };
  }

  function withoutZone(given) {
    var list = Array.prototype.slice.call(given);
    if (list.length && list[list.length - 1] === "GMT") list.pop();
    return list;
  }

  function within(first, now, last) {
    return first <= last ? first <= now && now <= last : now <= last || first <= now;
  }

  define("weekdayRange", function weekdayRange() {
    var list = withoutZone(arguments);
    if (list.length === 0) return false;
    var first = DAYS.indexOf(list[0]), last = list.length === 2 ? DAYS.indexOf(list[1]) : first;
    return first >= 0 && last >= 0 && within(first, fields().weekday, last);
  });

  function moment(words, start, alone) {
    var now = fields();
    var when = start ? new RealDate(now.year, 0, 1, 0, 0, 0) : new RealDate(now.year, 11, 31, 23, 59, 59);
    words.forEach(function (word) {
      var number = parseInt(word, 10);
      if (isNaN(number)) when.setMonth(MONTHS.indexOf(word));
      else if (number < 32) { when.setDate(number); if (alone) when.setMonth(now.month); }
      else when.setFullYear(number);
    });
    return when.getTime();
  }

  define("dateRange", function dateRange() {
    var list = withoutZone(arguments), now = fields();
    if (arguments.length === 0) return false;
    if (list.length === 1) {
      var number = parseInt(list[0], 10);
      if (isNaN(number)) return now.month === MONTHS.indexOf(list[0]);
      return number < 32 ? now.day === number : now.year === number;
    }
    var half = list.length >> 1, alone = list.length <= 2;
    return within(moment(list.slice(0, half), true, alone), world.now, moment(list.slice(half), false, alone));
  });

  define("timeRange", function timeRange() {
    var list = withoutZone(arguments), now = fields();
    if (arguments.length === 0) return false;
    if (list.length === 1) return now.hour == list[0];
    if (list.length === 2) return list[0] <= now.hour && now.hour <= list[1];
    if (list.length !== 4 && list.length !== 6) throw "timeRange: bad number of arguments";
    var half = list.length / 2;
    function seconds(words, rest) {
      return words[0] * 3600 + words[1] * 60 + (words.length > 2 ? +words[2] : rest);
    }
    var at = now.hour * 3600 + now.minute * 60 + now.second;
    return within(seconds(list.slice(0, half), 0), at, seconds(list.slice(half), half === 2 ? 59 : 0));
  });

  // --- names and addresses

  function quad(value) {
    var parts = typeof value === "string" && /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(value);
    return !!parts && parts.slice(1).every(function (part) { return +part <= 255; });
  }

  // The sixteen bytes of an IPv6 literal, or null.
  function sixth(value) {
    if (typeof value !== "string" || placeIn(value, ":") < 0) return null;
    var tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(value), text = value;
    if (tail) {
      if (!quad(tail[2])) return null;
      var four = tail[2].split(".").map(Number);
      text = tail[1] + (four[0] * 256 + four[1]).toString(16) + ":" + (four[2] * 256 + four[3]).toString(16);
    }
    var sides = text.split("::").map(function (side) { return side === "" ? [] : side.split(":"); });
    var words = [].concat.apply([], sides);
    if (sides.length > 2 || !words.every(function (word) { return /^[0-9a-f]{1,4}$/i.test(word); })) return null;
    if (sides.length === 1 ? words.length !== 8 : words.length > 7) return null;
    while (sides.length === 2 && words.length < 8) {
      sides[0].push("0");
      words = sides[0].concat(sides[1]);
    }
    return words.reduce(function (list, word) {
      return list.concat(parseInt(word, 16) >> 8, parseInt(word, 16) & 255);
    }, []);
  }

  function answers(name) {
    if (quad(name) || sixth(name)) return [name];
    var labels = name.toLowerCase().split(".");
    var known = Object.prototype.hasOwnProperty;
    if (known.call(world.resolve, labels.join("."))) return world.resolve[labels.join(".")];
    for (var cut = 1; cut < labels.length; cut++) {
      var above = "*." + labels.slice(cut).join(".");
      if (known.call(world.resolve, above)) return world.resolve[above];
    }
    return [];
  }

  define("myIpAddress", function myIpAddress() { return world.own; });
  define("dnsResolve", function dnsResolve(host) {
    if (typeof host !== "string") return null;
    var found = answers(host).filter(quad);
    return found.length ? found[0] : null;
  });
  define("isResolvable", function isResolvable(host) { return scope.dnsResolve(host) != null; });
  define("isPlainHostName", function isPlainHostName(host) {
    if (typeof host !== "string") throw "Requires 1 string parameter";
    return placeIn(host, ".") < 0 && !sixth(host);
  });
  define("dnsDomainIs", function dnsDomainIs(host, domain) {
    return host.length >= domain.length && host.substring(host.length - domain.length) == domain;
  });
  define("dnsDomainLevels", function dnsDomainLevels(host) { return host.split(".").length - 1; });
  define("localHostOrDomainIs", function localHostOrDomainIs(host, full) {
    return host == full || full.lastIndexOf(host + ".", 0) == 0;
  });
  define("isValidIpAddress", quad);
  define("convert_addr", function convert_addr(address) {
    return address.split(".").slice(0, 4).reduce(function (sum, byte, at) {
      return sum | ((byte & 255) << (24 - 8 * at));
    }, 0);
  });
  define("isInNet", function isInNet(address, net, mask) {
    if (!scope.isValidIpAddress(net) || !scope.isValidIpAddress(mask)) return false;
    var from = scope.isValidIpAddress(address) ? address : scope.dnsResolve(address);
    if (from == null) return false;
    var host = scope.convert_addr(from), bits = scope.convert_addr(mask);
    return (host & bits) == (scope.convert_addr(net) & bits);
  });
  define("shExpMatch", function shExpMatch(value, pattern) {
    var translated = pattern.replace(/\./g, "\\.").replace(/\*/g, ".*").replace(/\?/g, ".");
    return new RegExp("^" + translated + "$").test(value);
  });
  define("alert", function alert() {});
  if (typeof console === "undefined") define("console", { log: function log() {} });

  // --- the Ex family; getClientVersion is not defined

  function bytes(address) {
    return quad(address) ? address.split(".").map(Number) : sixth(address);
  }

  define("dnsResolveEx", function dnsResolveEx(host) {
    return typeof host === "string" ? answers(host).join(";") : "";
  });
  define("isResolvableEx", function isResolvableEx(host) { return scope.dnsResolveEx(host) != ""; });
  define("myIpAddressEx", function myIpAddressEx() { return world.own; });
  define("isInNetEx", function isInNetEx(address, prefix) {
    var slash = typeof prefix === "string" ? prefix.split("/") : [];
    if (slash.length !== 2 || !/^\d+$/.test(slash[1])) return false;
    var left = bytes(address), right = bytes(slash[0]), length = +slash[1];
    if (!left || !right || left.length !== right.length || length > left.length * 8) return false;
    return left.every(function (byte, at) {
      var bits = Math.max(0, Math.min(8, length - 8 * at));
      return ((byte ^ right[at]) & (255 << (8 - bits)) & 255) === 0;
    });
  });
  define("sortIpAddressList", function sortIpAddressList(list) {
    var all = typeof list === "string" && list !== "" ? list.split(";").map(function (one) { return one.trim(); }) : [];
    if (!all.length || !all.every(function (one) { return quad(one) || sixth(one); })) return false;
    return all.filter(sixth).concat(all.filter(quad)).join(";");
  });

  // --- the question

  function told(value) {
    try { return text(value); } catch (error) { return "?"; }
  }

  function ask(url, host) {
    var entry = scope.FindProxyForURL;
    if (typeof entry !== "function") return stringify({ kind: "error", value: "no FindProxyForURL" });
    try {
      var answer = entry(url, host);
    } catch (error) {
      return stringify({ kind: "error", value: told(error) });
    }
    if (typeof answer !== "string") return stringify({ kind: "not-a-string", value: told(answer) });
    return stringify({ kind: "string", value: answer });
  }
  Object.defineProperty(scope, "__ask", { value: ask });
})
