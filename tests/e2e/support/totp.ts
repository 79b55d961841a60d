// The code that an app on a telephone would show (RFC 6238).

import { createHmac } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function bytes(key: string): Buffer {
  const bits = [...key.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code for a key in base 32 at a moment; the next one with `later` 30. */
export function codeFor(key: string, later = 0): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor((Date.now() / 1000 + later) / 30)))
  const hash = createHmac('sha1', bytes(key)).update(counter).digest()
  const at = hash[19]! & 15
  const number = (hash.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000
  return String(number).padStart(6, '0')
}
