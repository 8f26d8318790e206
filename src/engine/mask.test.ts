import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Masker, masked } from './mask.ts';
import { maskPayload } from './mask-payload.ts';
import { PyBytes, PyFloat } from './python/value.ts';

function masker(...secrets: string[]): Masker {
  const made = new Masker();
  made.add(secrets);
  return made;
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('Masker', () => {
  it('changes nothing without secrets', () => {
    assert.equal(masker().text('anything'), 'anything');
    assert.equal(masker().active, false);
  });

  it('finds a secret inside a larger text, every time', () => {
    assert.equal(masker('s3cr3t').text('a s3cr3t and s3cr3t.'), `a ${masked} and ${masked}.`);
  });

  it('takes secrets literally', () => {
    assert.equal(masker('a.c*[x]').text('a.c*[x] abc'), `${masked} abc`);
  });

  it('replaces the longest of several', () => {
    assert.equal(masker('password', 'password-longer').text('password-longer'), masked);
  });

  it('replaces a short secret only where it is the whole text', () => {
    assert.equal(masker('abc').text('abc'), masked);
    assert.equal(masker('abc').text('abcd'), 'abcd');
  });

  it('leaves truth values alone', () => {
    assert.equal(masker('true', 'None', '').text('true None'), 'true None');
  });

  it('finds percent-encoded secrets', () => {
    const secret = 'p@ss wörd/1';
    const text = masker(secret).text(`x=${encodeURIComponent(secret)}&y=p%40ss+w%C3%B6rd%2F1`);
    assert.equal(text, `x=${masked}&y=${masked}`);
  });

  it('finds secrets escaped as JSON or Python escape them', () => {
    const secret = 'a"b\\c\'d\n';
    const made = masker(secret);
    assert.equal(made.text(JSON.stringify({ a: secret })), `{"a":"${masked}"}`);
    assert.equal(made.text(`'a"b\\\\c\\'d\\n'`), `'${masked}'`);
  });

  it('finds each line of a secret of several lines', () => {
    const secret = '-----BEGIN KEY-----\nMIIBOgIBAAJBAK\n-----END KEY-----';
    assert.equal(masker(secret).text('got MIIBOgIBAAJBAK'), `got ${masked}`);
  });

  it('finds base64 of a secret at any place of what was encoded', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme-ascii' }),
        fc.string({ maxLength: 5 }),
        fc.string({ maxLength: 5 }),
        (secret, before, after) => {
          fc.pre(secret.trim() !== '' && !/[\r\n]/.test(secret));
          const made = masker(secret);
          const encoded = base64(before + secret + after);
          for (const text of [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]) {
            assert.ok(made.text(text).includes(masked));
            // What is left gives back less than the secret.
            const left = Buffer.from(made.text(text).replaceAll(masked, ''), 'base64').toString();
            assert.ok(!left.includes(secret));
          }
        },
      ),
    );
  });

  it('hides numbers that print as a secret', () => {
    const made = masker('123456', '200');
    assert.equal(made.hidesNumber(123456), true);
    assert.equal(made.hidesNumber(200), false);
  });

  it('knows whether a value holds a secret', () => {
    const made = masker('s3cr3t');
    assert.equal(made.covers({ a: [{ b: 'x s3cr3t' }] }), true);
    assert.equal(made.covers({ 's3cr3t-key': [1, null, true] }), false);
  });
});

describe('maskPayload', () => {
  it('masks what people and systems wrote, and not the engine’s own words', () => {
    const facts = {
      id: 'activity-1',
      status: 'failed',
      output: { text: 'activity-1', 'activity-1 as key': 1 },
      exception: ['failed with activity-1'],
      error: { code: 'engine.activity-1', args: { reason: 'activity-1' } },
    };
    assert.deepEqual(maskPayload(facts, masker('activity-1', 'failed'), []), {
      id: 'activity-1',
      status: 'failed',
      output: { text: masked, [`${masked} as key`]: 1 },
      exception: [`${masked} with ${masked}`],
      error: { code: 'engine.activity-1', args: { reason: masked } },
    });
  });

  it('makes plain data and points at whole floats', () => {
    const floats: string[] = [];
    const output = { 'a/b': [1, new PyFloat(2)], c: new PyBytes(new Uint8Array([104, 105])) };
    assert.deepEqual(maskPayload({ output }, masker(), floats), {
      output: { 'a/b': [1, 2], c: "b'hi'" },
    });
    assert.deepEqual(floats, ['/output/a~1b/1']);
  });

  it('gives a copy that later changes do not reach', () => {
    const activity = { provider: { arguments: { value: 1 } } };
    const payload = maskPayload({ activity }, masker(), []);
    activity.provider.arguments.value = 2;
    assert.deepEqual(payload, { activity: { provider: { arguments: { value: 1 } } } });
  });
});
