// A provider of OpenID Connect on a free port. Prints its issuer, and ends when its input ends.
// ACCOUNTS is a JSON object of claims by login name; REDIRECT_URI is that of the one client. With
// CLAIMS_IN=userinfo the token has only the subject.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

// The tests read one line and close the output: a later line would end this process.
console.info = console.error;

const accounts = JSON.parse(process.env.ACCOUNTS);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const server = createServer().listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'espejo',
      client_secret: process.env.CLIENT_SECRET,
      redirect_uris: [process.env.REDIRECT_URI],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    conformIdTokenClaims: process.env.CLAIMS_IN === 'userinfo',
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups', 'companies'] },
    findAccount: (_, id) => accounts[id] && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
process.stdin.resume().on('end', () => process.exit());
