// The main job, by a client that a public generator has made of resources/openapi.yaml: see generated_client.py.
// Arguments: address of the API, token. The engine is a sandbox, so the records of the DNS provider are set here, too.
import assert from "node:assert/strict";
import { client } from "./client/client.gen";
import * as api from "./client/sdk.gen";

const [address, token] = process.argv.slice(2);
client.setConfig({ baseUrl: `${address}/api/v1`, auth: () => token });

// What a call answers, which is neither an error nor empty.
async function data<T>(call: Promise<{ data?: { data: T }; error?: unknown }>): Promise<T> {
  const { data, error } = await call;
  assert.equal(error, undefined, JSON.stringify(error));
  assert.ok(data);
  return data.data;
}

const cluster = (await data(api.listClusters()))[0].id;
const name = "track.example.com";
const domain = { path: { cluster, name } };

const added = await data(api.addTrackingDomain({ path: { cluster }, body: { name, default: true } }));
assert.equal(added.status, "pending");
const refused = await api.addTrackingDomain({ path: { cluster }, body: { name } });
assert.equal((refused.error as { code: string }).code, "domain.duplicate");

const early = await data(api.verifyTrackingDomain(domain));
assert.equal(early.check.code, "not_created");
await data(api.setDnsRecord({ body: { name, type: "CNAME", value: added.record.value, ttl: 60 } }));
const verified = await data(api.verifyTrackingDomain(domain));
assert.equal(verified.domain.status, "active");
assert.equal(verified.domain.default, true);

const until = Date.now() + 30_000;
while ((await data(api.getTrackingDomain(domain))).certificate.state !== "valid") {
  assert.ok(Date.now() < until, "no certificate");
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const link = await data(
  api.mintLink({
    path: { cluster },
    body: { kind: "click", url: "https://shop.example.org/offer", message_id: "m1@example.com", recipient: "a@example.net" },
  }),
);
assert.ok(link.url.startsWith(`https://${name}/c/`));
const inspected = await data(api.inspectLink({ body: { url: link.url } }));
assert.equal(inspected.url, "https://shop.example.org/offer");

const made = await data(api.createToken({ body: { name: "events only", scopes: ["events"] } }));
const listed = await data(api.listEvents({ path: { cluster }, auth: () => made.token! }));
assert.deepEqual(listed, []);

const gone = await api.deleteTrackingDomain(domain);
assert.equal(gone.response.status, 204);
const missing = await api.getTrackingDomain(domain);
assert.equal(missing.response.status, 404);
console.log("the main job is done");
