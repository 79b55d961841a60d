// A real OpenID Connect provider (npm oidc-provider) for the HTTP tests, on a free port of this machine. Prints
// `issuer http://127.0.0.1:…` when it is ready, and ends with its standard input.
//
// Whoever signs in says who they are: the page asks for the claims as JSON, and for a fault that the ID token is to have.
//
// Settings: NOW (the instant it lives at), CLIENT_ID, CLIENT_SECRET, REDIRECT_URI.

import './clock.js'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'
import { spoil } from './faults.js'

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URI } = process.env

const server = createServer()
await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
const issuer = `http://127.0.0.1:${server.address().port}`

const kid = 'the-key'
const keys = { kid, ...(await generateKeyPair('RS256', { extractable: true })) }

/** The claims of everybody who has signed in, by their subject, and the fault their token is to have. */
const people = new Map()
const faults = new Map()

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [REDIRECT_URI],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
  ],
  jwks: { keys: [{ ...(await exportJWK(keys.privateKey)), kid, alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['only for tests'] },
  pkce: { required: () => true },
  // As Entra ID does, the ID token itself says who somebody is.
  conformIdTokenClaims: false,
  claims: {
    openid: ['sub', 'tid', 'oid', 'amr', 'acr'],
    profile: ['name', 'preferred_username', 'employeeid', 'employee_number'],
    email: ['email', 'email_verified', 'xms_edov'],
  },
  acrValues: ['1', 'https://refeds.org/profile/mfa'],
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...people.get(id), sub: id }) }),
  // Everybody agrees to what Cascade asks for.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    })
    grant.addOIDCScope('openid profile email')
    await grant.save()
    return grant
  },
  interactions: { url: (_, interaction) => `${issuer}/interaction/${interaction.uid}` },
})

provider.use(async (ctx, next) => {
  await next()
  const token = ctx.oidc?.route === 'token' && ctx.body?.id_token
  const fault = token && faults.get(ctx.oidc.account.accountId)
  if (fault) {
    ctx.body.id_token = await spoil(fault, token, keys, CLIENT_SECRET)
  }
})

const page = (uid) => `<!doctype html><html lang="en"><title>Sign in</title><main><h1>Sign in at work</h1>
  <form method="post" action="${issuer}/interaction/${uid}">
    <label for="claims">Claims</label><textarea id="claims" name="claims">{}</textarea>
    <label for="fault">Fault</label><input id="fault" name="fault">
    <button>Sign in</button>
  </form>
  <form method="post" action="${issuer}/interaction/${uid}"><input type="hidden" name="stop" value="yes"><button>Stop</button></form>
</main></html>`

async function bodyOf(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return new URLSearchParams(Buffer.concat(parts).toString())
}

/** The page that asks who somebody is, and its form. */
async function interact(request, response) {
  const { uid } = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page(uid))
    return
  }
  const form = await bodyOf(request)
  if (form.get('stop')) {
    await provider.interactionFinished(request, response, { error: 'access_denied' })
    return
  }
  const { amr, acr, ...claims } = JSON.parse(form.get('claims'))
  people.set(claims.sub, claims)
  faults.set(claims.sub, form.get('fault'))
  await provider.interactionFinished(request, response, { login: { accountId: claims.sub, amr, acr, remember: false } })
}

/** What a provider says of itself, with something in it changed. */
async function description(changes) {
  const said = await fetch(`${issuer}/.well-known/openid-configuration`)
  return { ...(await said.json()), ...changes }
}

const DESCRIPTION = '/.well-known/openid-configuration'

/** Providers that are set up wrong, or for many tenants, by the path of their issuer. */
const others = {
  // Entra ID for many tenants: its issuer leaves the tenant open, and some keys say for which issuer they sign.
  '/organizations/v2.0': () => description({ issuer: `${issuer}/{tenantid}/v2.0`, jwks_uri: `${issuer}/keys-of-many` }),
  '/keys-of-others': () => description({ issuer: `${issuer}/{tenantid}/v2.0`, jwks_uri: `${issuer}/keys-of-one` }),
  '/other-issuer': () => description({}),
  '/no-code': () => description({ issuer: `${issuer}/no-code`, response_types_supported: ['id_token'] }),
  '/no-keys': () => description({ issuer: `${issuer}/no-keys`, jwks_uri: `${issuer}/no-keys-at-all` }),
  '/private-keys': () => description({ issuer: `${issuer}/private-keys`, jwks_uri: 'http://169.254.169.254/keys' }),
  '/script': () => description({ issuer: `${issuer}/script`, authorization_endpoint: 'javascript:alert(1)' }),
  '/not-json': () => 'Welcome to our intranet',
}

async function keysFor(keysIssuer) {
  const { keys: all } = await (await fetch(`${issuer}/jwks`)).json()
  return { keys: all.map((key) => ({ ...key, issuer: keysIssuer })) }
}

const documents = {
  ...Object.fromEntries(Object.entries(others).map(([path, make]) => [path + DESCRIPTION, make])),
  '/keys-of-many': () => keysFor(`${issuer}/{tenantid}/v2.0`),
  '/keys-of-one': () => keysFor(`${issuer}/33333333-3333-4333-8333-333333333333/v2.0`),
  '/no-keys-at-all': () => ({ keys: [] }),
}

const answer = provider.callback()

server.on('request', async (request, response) => {
  const { pathname } = new URL(request.url, issuer)
  try {
    if (pathname === `/moved${DESCRIPTION}`) {
      response.writeHead(302, { location: `${issuer}${DESCRIPTION}` }).end()
    } else if (documents[pathname]) {
      const said = await documents[pathname]()
      response.setHeader('content-type', 'application/json').end(typeof said === 'string' ? said : JSON.stringify(said))
    } else if (pathname.startsWith('/interaction/')) {
      await interact(request, response)
    } else {
      answer(request, response)
    }
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})

console.log(`issuer ${issuer}`)
process.stdin.resume().on('end', () => process.exit())
