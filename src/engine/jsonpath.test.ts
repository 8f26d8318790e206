import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findByPath } from './jsonpath.ts';
import { parseJson } from './python/json.ts';
import { repr } from './python/text.ts';

const never = new AbortController().signal;

const data = parseJson(
  `{"items": [{"n": 1, "on": true, "t": "a"}, {"n": 2, "on": false, "t": "b", "x": null}, {"n": 3, "t": "c"}], "obj": {"a": 1, "b": "x"}, "list": [1, 2, 3], "t": "h😀llo", "one": 1, "key": "b", "yes": true, "f": 1.0, "nested": {"a": {"a": [{"a": 1}]}}, "uni": {"é": 1}, "e": [], "s": "text"}`,
);

/** A path, and what jsonpath2 0.4.5 finds with it in the data above, printed by Python. */
const found: [string, string][] = [
  [
    '$',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$.a', '[]'],
  ['$.a_b', '[]'],
  ['$["a"]', '[]'],
  ['$["a\\"b"]', '[]'],
  ['$["a\\nb"]', '[]'],
  ['$["é"]', '[]'],
  ['$ . a', '[]'],
  [
    ' $',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$.a\n', '[]'],
  ['$[ 0 ]', '[]'],
  ['$[-1]', '[]'],
  ['$[-0]', '[]'],
  ['$.length', '[]'],
  ['$.length()', '[]'],
  ['$[length()]', '[]'],
  ['$[?(@.a=1)]', '[]'],
  ['$[?(@.a)]', '[]'],
  [
    '$[?(not @.a)]',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$[?(@.a and @.b or @.c)]', '[]'],
  [
    '$[?(1=1)]',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  [
    '$[?("a"="a")]',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$[?(@.a="x")]', '[]'],
  ['$[?(@.a={"k":[1]})]', '[]'],
  ['$[?((@.a=1))]', '[]'],
  ['$[?(not(not @.a))]', '[]'],
  ['$[@.a]', '[]'],
  ['$[$.a]', '[]'],
  ['$..a', "[1, {'a': [{'a': 1}]}, [{'a': 1}], 1]"],
  [
    '$..*',
    "[[{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], {'a': 1, 'b': 'x'}, [1, 2, 3], 'h😀llo', 1, 'b', True, 1.0, {'a': {'a': [{'a': 1}]}}, {'é': 1}, [], 'text', {'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}, 1, True, 'a', 2, False, 'b', None, 3, 'c', 1, 'x', 1, 2, 3, {'a': [{'a': 1}]}, [{'a': 1}], {'a': 1}, 1, 1]",
  ],
  ['$..[0]', "[{'n': 1, 'on': True, 't': 'a'}, 1, {'a': 1}]"],
  [
    '$.*',
    "[[{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], {'a': 1, 'b': 'x'}, [1, 2, 3], 'h😀llo', 1, 'b', True, 1.0, {'a': {'a': [{'a': 1}]}}, {'é': 1}, [], 'text']",
  ],
  [
    '$[*]',
    "[[{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], {'a': 1, 'b': 'x'}, [1, 2, 3], 'h😀llo', 1, 'b', True, 1.0, {'a': {'a': [{'a': 1}]}}, {'é': 1}, [], 'text']",
  ],
  ['$[1,2,"a"]', '[]'],
  ['$[:]', '[]'],
  ['$[::]', '[]'],
  ['$[1:]', '[]'],
  ['$[:1]', '[]'],
  ['$[1:2:3]', '[]'],
  ['$[::-1]', '[]'],
  ['$[::2]', '[]'],
  ['$[1:2:]', '[]'],
  ['$..a[?(@.b>=1.5e1)]', '[]'],
  ['$.substring(1,2)', '[]'],
  ['$[substring(0)]', '[]'],
  ['$[charAt(0)]', '[]'],
  ['$.charAt($.n)', '[]'],
  ['$.A_1', '[]'],
  ['$._a', '[]'],
  ['$[?(@.a=-1)]', '[]'],
  [
    '$[?(true)]',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$[?(null)]', '[]'],
  ['$[?(@.a<"b")]', '[]'],
  [
    '$.keys()',
    "[['items', 'obj', 'list', 't', 'one', 'key', 'yes', 'f', 'nested', 'uni', 'e', 's']]",
  ],
  ['$["a" ]', '[]'],
  ['$[?(@.a!=null)]', '[]'],
  ['$.a[?(@)]', '[]'],
  [
    '$[?($)]',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$\t.a', '[]'],
  ['$.ab.cd[0]["e"]', '[]'],
  ['$["\\u00e9"]', '[]'],
  ['$[?(@.a=[])]', '[]'],
  ['$[?(@.a={})]', '[]'],
  ['$.andy', '[]'],
  ['$.notx', '[]'],
  [
    '$[?(not@.a)]',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$.nullx', '[]'],
  ['$.length().x', '[]'],
  ['$.length(1)', '[]'],
  ['$.in', '[]'],
  ['$.A', '[]'],
  ['$[?(@.a=1 and not @.b=2)]', '[]'],
  ['$[?(not @.a=1 and @.b=2)]', '[]'],
  ['$[?(@.a = @.b)]', '[]'],
  ['$[?(@.a[0]=1)]', '[]'],
  ['$[?(@.length()=2)]', '[]'],
  ['$[?(@.a >1)]', '[]'],
  ['$.items[*].n', '[1, 2, 3]'],
  ['$.items[*][?(@.n>1)].n', '[2, 3]'],
  ['$.items[*][?(@.n>=1 and @.on or @.t="b")].t', "['a', 'b']"],
  ['$.items[?(@.n)]', '[]'],
  [
    '$.items[?(@[*].n>2)]',
    "[[{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}]]",
  ],
  ['$..n', '[1, 2, 3]'],
  ['$..[?(@.n=2)]', "[{'n': 2, 'on': False, 't': 'b', 'x': None}]"],
  ['$..[?(@.n=2.0)].t', "['b']"],
  [
    '$..*',
    "[[{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], {'a': 1, 'b': 'x'}, [1, 2, 3], 'h😀llo', 1, 'b', True, 1.0, {'a': {'a': [{'a': 1}]}}, {'é': 1}, [], 'text', {'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}, 1, True, 'a', 2, False, 'b', None, 3, 'c', 1, 'x', 1, 2, 3, {'a': [{'a': 1}]}, [{'a': 1}], {'a': 1}, 1, 1]",
  ],
  ['$.items[0,2,0].n', '[1, 3, 1]'],
  ['$.items[-1].n', '[3]'],
  ['$.items[-9]', '[]'],
  ['$.items[9]', '[]'],
  ['$.items[1:]', "[{'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}]"],
  ['$.items[:-1].n', '[1, 2]'],
  ['$.items[-2:].n', '[2, 3]'],
  ['$.items[-9:].n', '[1, 2, 3]'],
  ['$.items[:9].n', '[1, 2, 3]'],
  ['$.items[::2].n', '[1, 3]'],
  ['$.items[2:0:-1].n', '[3, 2]'],
  ['$.items[::-1].n', '[]'],
  ['$.items[5:9]', '[]'],
  ['$.items[0:-9]', '[]'],
  ['$.items[2:-4:-1].n', '[3, 2, 1]'],
  ['$.t.length()', '[5]'],
  ['$.items.length()', '[3]'],
  ['$.items.keys()', '[[0, 1, 2]]'],
  ['$.obj.keys()', "[['a', 'b']]"],
  ['$.obj.entries()', "[[['a', 1], ['b', 'x']]]"],
  ['$.items[*].n.length()', '[]'],
  ['$.obj.values()', "[[1, 'x']]"],
  ['$.obj.length()', '[]'],
  ['$.list.entries()', '[[[0, 1], [1, 2], [2, 3]]]'],
  ['$.list.values()', '[[1, 2, 3]]'],
  ['$.t.charAt(1)', "['😀']"],
  ['$.t.charAt(-1)', "['o']"],
  ['$.t.charAt(9)', '[]'],
  ['$.t.charAt(1.0)', '[]'],
  ['$.t.charAt(true)', "['😀']"],
  ['$.t.substring(1)', "['😀llo']"],
  ['$.t.substring(1,-1)', "['😀ll']"],
  ['$.t.substring(-3,9)', "['llo']"],
  ['$.t.substring("a")', '[]'],
  ['$.t.charAt($.one)', "['😀']"],
  ['$.t.charAt($.items[*].n)', "['😀', 'l', 'l']"],
  ['$.list[$.one]', '[2]'],
  ['$.obj[$.key]', "['x']"],
  ['$.obj[@.key]', '[]'],
  ['$.list[$.yes]', '[2]'],
  ['$.list[$.f]', '[]'],
  ['$.items[*][?(@.t="b")]', "[{'n': 2, 'on': False, 't': 'b', 'x': None}]"],
  ['$.items[*][?(not @.on)].n', '[3]'],
  ['$.items[*][?(@.on=true)].n', '[1]'],
  ['$.items[*][?(@.on=1)].n', '[1]'],
  ['$.items[*][?(@.x=null)].n', '[2]'],
  ['$.items[*][?(@.x!=null)].n', '[]'],
  ['$.items[*][?(@.t<"c")]', '[]'],
  ['$.items[*][?(@.n<$.one)]', '[]'],
  ['$.items[*][?(@.n<=$.one)].n', '[1]'],
  [
    '$[?(1)]',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$[?(0)]', '[]'],
  ['$[?("")]', '[]'],
  [
    '$[?(1.0=1)]',
    "[{'items': [{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], 'obj': {'a': 1, 'b': 'x'}, 'list': [1, 2, 3], 't': 'h😀llo', 'one': 1, 'key': 'b', 'yes': True, 'f': 1.0, 'nested': {'a': {'a': [{'a': 1}]}}, 'uni': {'é': 1}, 'e': [], 's': 'text'}]",
  ],
  ['$[?(@.list=[1,2.0,3])].t', "['h😀llo']"],
  ['$[?(@.obj={"a":1,"b":"x"})].t', "['h😀llo']"],
  ['$.obj["a","b","z"]', "[1, 'x']"],
  ['$["items"][*]["n"]', '[1, 2, 3]'],
  ['$..t.length()', '[5, 1, 1, 1]'],
  ['$.list[?(@[0]=1)]', '[[1, 2, 3]]'],
  ['$.items[*][?($.list[*] = @.n)].n', '[1]'],
  ['$.nested..a', "[{'a': [{'a': 1}]}, [{'a': 1}], 1]"],
  ['$..["a"]', "[1, {'a': [{'a': 1}]}, [{'a': 1}], 1]"],
  ['$.nested..*', "[{'a': [{'a': 1}]}, [{'a': 1}], {'a': 1}, 1]"],
  ['$.uni["\\u00e9"]', '[]'],
  ['$.uni["é"]', '[1]'],
  ['$.e', '[[]]'],
  ['$.items[*][?(@.n and @.on and @.t)].n', '[1, 2]'],
  ['$.items[*][?((@.n=1 or @.n=2) and @.on)].n', '[1, 2]'],
  ['$.items[*][?(not(@.n=1))].n', '[2, 3]'],
  ['$.__proto__', '[]'],
  ['$.toString', '[]'],
  ['$.items[*][?(@.n > 1 or @.n < 0 or @.t = "a")].n', '[1, 2, 3]'],
  [
    '$[*]',
    "[[{'n': 1, 'on': True, 't': 'a'}, {'n': 2, 'on': False, 't': 'b', 'x': None}, {'n': 3, 't': 'c'}], {'a': 1, 'b': 'x'}, [1, 2, 3], 'h😀llo', 1, 'b', True, 1.0, {'a': {'a': [{'a': 1}]}}, {'é': 1}, [], 'text']",
  ],
  ['$.list[*]', '[1, 2, 3]'],
  ['$.s[*]', '[]'],
  ['$.s[0]', '[]'],
  ['$[0]', '[]'],
  ['$.f', '[1.0]'],
];

/** Paths jsonpath2 refuses. */
const refused = [
  '$.a-b',
  '$.1',
  '$.\u00e9',
  "$['a']",
  '$.a b',
  '$[+1]',
  '$[01]',
  '$[1.0]',
  '$[1e2]',
  '$.and',
  '$.not',
  '$.true',
  '$.foo()',
  '$[?(@.a==1)]',
  '$[?@.a=1]',
  "$[?(@.a='x')]",
  '$[(@.length-1)]',
  '$..',
  '$...a',
  '$[]',
  'a',
  '@',
  '$.a$',
  '$a',
  '$.[0]',
  '$.["a"]',
  '$.a.',
  '${p}',
  '$.${p}',
  '$.$p',
  '$[1 2]',
  '$[?(@.a <> 1)]',
  '$["a]',
  '$.*a',
  '$.a*',
  '$[1.5]',
  '$[1:1.5]',
  "$['it\\'s']",
  '$[.5]',
  '$[?(@.a=.5)]',
  '$[?(@.a=1.)]',
  '$[?(@.a=[1,])]',
  '$[?(@.a={a:1})]',
  '$[?(@.a andb)]',
  '$["a\u0001b"]',
  '$.a\u00a0',
  '$["a"',
  "$..['a','b']",
  '$.a/b',
  '$.a:b',
  '$.\u4e2d',
  '$.a.b-c',
  '$.$a',
  "$['a','b']",
];

test('finds what jsonpath2 finds, in its order', async () => {
  for (const [path, expected] of found) {
    assert.equal(repr(await findByPath(path, data, never)), expected, path);
  }
});

test('refuses what jsonpath2 refuses', async () => {
  for (const path of refused) {
    await assert.rejects(
      findByPath(path, data, never),
      { code: 'experiment.jsonpath-invalid' },
      path,
    );
  }
});

test('an error names the place', async () => {
  await assert.rejects(findByPath('$.a[?(@.b == 1)]', data, never), {
    args: { path: '$.a[?(@.b == 1)]', at: 12 },
  });
});

test('a step of 0 is refused', async () => {
  await assert.rejects(findByPath('$.items[::0]', data, never), { code: 'engine.jsonpath-step' });
});

test('a search that takes long lets others work and ends when aborted', async () => {
  const controller = new AbortController();
  const list = Array.from({ length: 1500 }, (_, index) => index);
  const searching = findByPath('$[*][?(@ = -1 or $..* < $..*)]', list, controller.signal);
  await new Promise((resolve) => setTimeout(resolve, 0));
  controller.abort('enough');
  await assert.rejects(searching, (error) => error === 'enough');
});
