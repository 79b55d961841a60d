// What a hostile or broken provider would do to an ID token. The real one has made and signed it; here it is changed, and
// signed again where the fault is not the signature.

import { SignJWT, UnsecuredJWT, decodeJwt, exportSPKI, generateKeyPair } from 'jose'

const now = () => Math.floor(Date.now() / 1000)

/** What is changed in the claims; the signature is right. */
const claims = {
  'wrong audience': (token) => ({ ...token, aud: 'another-application' }),
  'second audience': (token) => ({ ...token, aud: [token.aud, 'another-application'] }),
  'wrong issuer': (token) => ({ ...token, iss: 'https://login.elsewhere.example' }),
  'wrong nonce': (token) => ({ ...token, nonce: 'of-another-sign-in' }),
  'no nonce': ({ nonce: _, ...token }) => token,
  expired: (token) => ({ ...token, iat: now() - 7200, exp: now() - 3600 }),
  'from the future': (token) => ({ ...token, iat: now() + 3600, exp: now() + 7200 }),
  // As the provider for many tenants at Entra ID does: each tenant has an issuer of its own.
  'issuer of the tenant': (token) => ({ ...token, iss: `${token.iss}/${token.tid}/v2.0` }),
  'issuer of another tenant': (token) => ({ ...token, iss: `${token.iss}/22222222-2222-4222-8222-222222222222/v2.0` }),
}

/** The same token with a fault. `keys` are the provider's own, `secret` is that of the client. */
export async function spoil(fault, token, keys, secret) {
  const payload = decodeJwt(token)
  const sign = (content, key, header) => new SignJWT(content).setProtectedHeader(header).sign(key)
  const right = { alg: 'RS256', kid: keys.kid }
  switch (fault) {
    case 'none':
      return new UnsecuredJWT(payload).encode()
    case 'unknown key':
      return sign(payload, (await generateKeyPair('RS256')).privateKey, { alg: 'RS256', kid: 'unknown' })
    case 'forged':
      return sign(payload, (await generateKeyPair('RS256')).privateKey, right)
    case 'client secret':
      return sign(payload, new TextEncoder().encode(secret), { alg: 'HS256' })
    case 'public key as secret':
      return sign(payload, new TextEncoder().encode(await exportSPKI(keys.publicKey)), { alg: 'HS256', kid: keys.kid })
    case 'changed': {
      const [header, , signature] = token.split('.')
      const changed = Buffer.from(JSON.stringify({ ...payload, oid: 'somebody-else' })).toString('base64url')
      return `${header}.${changed}.${signature}`
    }
    case 'missing':
      return undefined
    case 'unreadable':
      return 'this is no token'
    default:
      return sign(claims[fault](payload), keys.privateKey, right)
  }
}
