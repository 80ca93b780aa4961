#include "contract/ErrorText.h"

#include <QHash>
#include <QRegularExpression>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

struct Sentence
{
    const char16_t *code;
    const char16_t *text; // {x} is replaced by the error's context value of that name
};

constexpr Sentence sentenceTable[]{
    {u"domain.required", u"Enter a tracking subdomain, for example track.example.com."},
    {u"domain.url", u"This is an address, not a host name. Enter only the name, for example {host}."},
    {u"domain.wildcard",
     u"A tracking domain is one host; it cannot be a wildcard. Enter a name such as track.example.com."},
    {u"domain.ip_address",
     u"{name} is an IP address. Enter a subdomain that you control, for example track.example.com."},
    {u"domain.malformed", u"{name} is not a valid host name. Use letters, digits and hyphens, separated by dots; no "
                          u"label starts or ends with a hyphen.{fix}"},
    {u"domain.label_too_long",
     u"A part of the name is longer than 63 characters, which DNS does not allow. Choose a shorter one."},
    {u"domain.too_long", u"The name is longer than 253 characters, which DNS does not allow. Choose a shorter one."},
    {u"domain.not_subdomain", u"{name} has no subdomain. Use one of at least three parts, for example track.{name}."},
    {u"domain.apex",
     u"{name} is the domain itself, where no CNAME can stand. Use a subdomain, for example track.{name}."},
    {u"domain.reserved_tld",
     u"Names under .{tld} do not exist in public DNS. Use a subdomain of a domain that you have registered."},
    {u"domain.own_zone",
     u"{name} lies under {zone}, which belongs to this server itself. Use a subdomain of your own domain."},
    {u"domain.duplicate", u"{name} is already a tracking domain of this cluster."},
    {u"domain.pending",
     u"{name} is not verified yet. Publish its CNAME record and verify it; then it can be the default."},
    {u"domain.not_found", u"Not Found"},
    {u"domain.not_active", u"{name} is not an active tracking domain of this cluster. Choose an active one, or leave "
                           u"the host out to use the default."},
    // Clusters
    {u"cluster.name_required", u"Enter a name for the cluster."},
    {u"cluster.name_too_long", u"The cluster's name may have at most 100 characters."},
    {u"cluster.duplicate", u"There is already a cluster named {name}. Choose another name."},
    {u"cluster.last", u"This is the only cluster. Create another one before you delete it."},
    // Events
    {u"bulk.names_required", u"Give at least one name."},
    {u"bulk.too_many", u"{count} names are too many for one call. Give at most {most} at a time."},
    {u"event.busy",
     u"So many lists of events are being read that this one has to wait. Try again in {seconds} seconds."},
    {u"event.recipient_required", u"Name the recipient whose events are meant: give recipient."},
    // Links
    {u"link.url_required", u"A click link needs the address it leads to: give url."},
    {u"link.url_unsupported",
     u"Only absolute http and https addresses can be tracked, for example https://example.com/offer."},
    {u"link.url_too_long",
     u"The address is longer than 8 KiB, which many mail programs and servers refuse. Shorten it."},
    {u"link.too_long",
     u"The tracked link would be longer than 8 KiB, which servers refuse. Shorten the address or its data."},
    {u"link.field_malformed", u"{field} is empty or contains characters that a link cannot carry. Correct it."},
    {u"link.field_too_long", u"{field} is too long for a link. Shorten it to at most {limit} characters."},
    {u"link.no_certificate", u"{host} has no valid certificate yet, so the way to an https address would begin without "
                             u"encryption. Wait for the "
                             u"certificate, choose a host that has one, or allow http with allow_http."},
    {u"link.no_key", u"The cluster has no link key. Restart the engine; if that does not help, restore a backup."},
    {u"link.no_host",
     u"The cluster has no host for its links yet. Make an active domain its default, or choose a target zone "
     "(the setting edge.target_zone), under which it gets a fallback host."},
    {u"link.crypto", u"The link could not be encrypted. The engine's log says why."},
    {u"link.not_genuine", u"This is not a genuine link of this cluster."},
    // Requests
    {u"json.malformed", u"The body is not valid JSON (at byte {offset})."},
    {u"json.not_an_object", u"The body must be a JSON object."},
    {u"json.duplicate_key", u"The JSON body names {key} twice. Name every field once."},
    {u"json.lone_surrogate", u"The text of {field} is not valid Unicode: half of a surrogate pair stands alone."},
    {u"json.nul", u"The text of {field} contains the character U+0000. Leave it out."},
    {u"json.missing_field", u"The field {field} is missing."},
    {u"json.wrong_type", u"The field {field} has the wrong type."},
    {u"json.unknown_value", u"The field {field} has a value that is not known."},
    {u"json.unknown_field", u"The field {field} is not known here. Check its spelling."},
    {u"request.not_found", u"Not Found"},
    {u"request.method_not_allowed", u"This address does not take {method}. It takes {allow}."},
    {u"request.unsupported_media_type", u"Send the body as {expected}."},
    {u"request.body_too_large", u"The body is larger than {limit} bytes."},
    {u"request.body_unexpected", u"This call takes no body."},
    {u"request.bad_query", u"The query parameter {field} is not valid: {expected}."},
    {u"query.unknown", u"The query parameter {field} is not known here. This takes {known}."},
    {u"request.malformed", u"The request is not valid HTTP."},
    {u"request.too_many", u"Too many requests. Try again in {seconds} seconds."},
    {u"request.too_many_polls",
     u"This token waits for changes on {limit} connections already. End one of them, or ask without “wait”."},
    {u"token.overlap_too_long", u"The former token may stay valid for {most} at most."},
    {u"idempotency.bad_key", u"An Idempotency-Key is 1 to {limit} visible ASCII characters, without blanks."},
    {u"idempotency.other_request",
     u"This Idempotency-Key came with another request before. Give each new request a key of its own."},
    {u"idempotency.in_progress", u"A request with this Idempotency-Key is being worked on. Ask again when it is done."},
    {u"idempotency.outcome_unknown",
     u"The engine stopped while it worked on the request with this Idempotency-Key. See what it did, then use a new "
     "key."},
    {u"request.changed",
     u"This was changed after you read it. Read it again, and repeat your change if it is still wanted."},
    {u"request.not_versioned",
     u"What this address names has no ETag to compare, so If-Match cannot be kept here. Leave it out."},
    {u"request.internal", u"The engine could not do this. Its log says why."},
    {u"app_links.malformed", u"The file is not what the platform reads: {expected}."},
    {u"link.app_is_a_click", u"Apps open click links only: leave app away for a pixel."},
    {u"request.foreign_host",
     u"This listener is for this computer and does not answer to {host}. Call it as localhost or "
     u"127.0.0.1; a proxy in front of it must send that as Host."},
    {u"request.foreign_origin", u"This listener is for this computer and does not answer to pages of {origin}."},
    {u"request.busy", u"The engine holds as many messages as it may at a time. Try again in {seconds} seconds."},
    {u"request.stopping", u"The engine is stopping. Try again shortly."},
    {u"auth.unauthenticated", u"Unauthenticated."},
    {u"auth.forbidden", u"This token may not do that. It needs the scope {scope}."},
    {u"webhook.bad_url", u"Give an https or http address of at most 2000 characters, without user name and “#”."},
    {u"webhook.types_required", u"Say what the webhook is to be told of, for example event.open and event.click."},
    {u"webhook.unknown_type", u"{type} is not among the types. Use event.open, event.click, domain.verified, "
                              "domain.warning, domain.recovered, domain.downgraded, domain.deleted, "
                              "certificate.issued, certificate.failed or monitor.held."},
    {u"webhook.bad_host", u"“{host}” is not a host name, or there are more than 1000 of them."},
    {u"webhook.too_many", u"There are {most} webhooks already, which is the most. Delete one first."},
    {u"webhook.plain_http",
     u"Without encryption only what outbound.allow names is called, and {address} is not among it. "
     "Use https, or name the network there."},
    {u"webhook.is_off", u"The webhook is off. Switch it on first; then it goes on where it was."},
    {u"webhook.replaying", u"A replay is under way. Wait for its end."},
    {u"webhook.bad_replay", u"Say what to send again: a delivery, or a time since when, which lies before the end."},
    {u"token.name_required", u"Give the token a name, so that you recognise it later."},
    {u"token.name_too_long", u"The token's name may have at most 100 characters."},
    {u"token.unknown_scope", u"{scope} is not a scope. Use admin, read or rewrite."},
    {u"token.scope_required", u"Give the token at least one scope: admin, read or rewrite."},
    {u"token.duplicate", u"There is already a token named {name}. Choose another name, or revoke that one first."},
    {u"token.expires_in_past", u"The token would have expired at {time} already. Give a time in the future."},
    {u"token.unknown_cluster",
     u"There is no cluster {cluster}. Give the id of an existing one, or leave it out for all clusters."},
    // Settings
    {u"settings.target_zone_missing",
     u"There is no target zone yet, under which the domain's CNAME target could be issued. Choose a zone of yours: "
     "unmta-ctl setup --zone track.your-zone.net, or the setting edge.target_zone."},
    {u"settings.unknown", u"{name} is not a setting."},
    {u"bots.malformed_rule", u"Line {line} of the bot rules cannot be read: {reason}. Mend the line."},
    {u"settings.mail_incomplete", u"Mail cannot be sent yet. Set {missing}."},
    {u"settings.invalid", u"{name} cannot be “{value}”: {expected}."},
    {u"duration.malformed",
     u"“{value}” is not a duration. Write a number with a unit, for example 30s, 15m, 24h or 90d."},
    {u"sandbox.bad_advance", u"The clock cannot be moved by “{value}”. It only goes forward, by at most 366d at once."},
    {u"sandbox.own_zone", u"{name} lies under the target zone {zone}, whose records the sandbox makes itself. Use a "
                          u"name of your own domain."},
    {u"sandbox.dns_name",
     u"{name} is not a DNS name. Use letters, digits, hyphens and dots, for example track.example.com."},
    {u"sandbox.dns_type",
     u"{type} is not a type that the simulated provider takes. Use CNAME, A, AAAA, NS, TXT, MX or DNAME."},
    {u"sandbox.dns_value", u"“{value}” does not fit this type of record: a CNAME takes a host name, an A record an "
                           u"IPv4 address, an AAAA record an IPv6 address."},
    {u"sandbox.bad_audience", u"{value} recipients cannot be played. Give a number from 1 to {most}."},
    {u"sandbox.dns_listen", u"The sandbox's DNS server cannot listen on {address}. Check that nothing forbids programs "
                            u"to use the loopback address."},
    // Transport
    {u"transport.unreachable", u"No engine answers at {address}. Check that it runs and that the address is right."},
    {u"transport.timeout", u"The engine at {address} did not answer in time."},
    {u"transport.tls",
     u"The engine's certificate at {address} is not trusted. Check the address, or give the CA file it is signed by."},
    {u"transport.tls_name",
     u"The engine's certificate at {address} is not for {host}. It is for {names}: use one of these."},
    {u"transport.tls_changed",
     u"Whoever answers at {address} shows another certificate than the one that you trusted. Nothing was sent there."},
    {u"transport.tls_time",
     u"The engine's certificate at {address} is good from {from} until {until}, which is not now. "
     u"Check the clocks of both computers."},
    {u"transport.insecure",
     u"A token is sent over plain HTTP only to this computer itself. Use https:// for {address}."},
    {u"transport.malformed", u"What answered is not an unMTA Tracking engine. Check the address."},
    {u"transport.bad_url",
     u"“{address}” is not the address of an engine. Write for example https://engine.example.com:8089."},
    {u"transport.forbidden", u"You may not use the engine's socket {address}. Run this as the engine's user or as an "
                             u"administrator, or give --engine and --token-file."},
    {u"transport.ca_file", u"The file {path} holds no certificates in PEM form. Give the CA's certificate."},
    {u"request.failed", u"The engine refused this and did not say why. Its log does."},
    // Certificates
    {u"acme.unreachable", u"The certificate authority could not be reached ({reason}). Check the network and "
                          u"acme.directory; it is tried again."},
    {u"acme.untrusted", u"The certificate authority's own certificate is not trusted ({reason}). For a private CA, "
                        u"give its root in acme.ca_file."},
    {u"acme.bad_directory", u"The ACME directory cannot be used ({reason}). Check acme.directory."},
    {u"acme.bad_answer",
     u"The certificate authority's answer makes no sense ({reason}). Check acme.directory; it is tried again."},
    {u"acme.not_found", u"The certificate authority no longer knows the order ({reason}). A new one is made."},
    {u"acme.bad_nonce", u"The certificate authority keeps rejecting the replay nonce ({reason}). It is tried again."},
    {u"acme.rate_limited",
     u"The certificate authority asks for patience ({reason}). It is tried again when its limit allows."},
    {u"acme.server_error", u"The certificate authority has trouble of its own ({reason}). It is tried again."},
    {u"acme.timeout", u"The certificate authority did not decide in time ({reason}). It is tried again."},
    {u"acme.order_not_ready", u"The certificate authority was not ready to issue ({reason}). It is tried again."},
    {u"acme.order_invalid", u"The certificate authority gave the order up ({reason}). It is tried again."},
    {u"acme.account_unknown", u"The certificate authority does not know our account ({reason}). A new one is made."},
    {u"acme.account_rejected", u"The certificate authority does not accept the account ({reason}). Check acme.email, "
                               u"and whether its terms ask for something."},
    {u"acme.eab_required", u"The certificate authority wants an external account ({reason}). Set acme.eab_kid and "
                           u"acme.eab_key to what it gave you."},
    {u"acme.unknown_profile",
     u"The certificate authority does not offer the profile that acme.profile names ({reason}). "
     u"Name one that it offers, or none."},
    {u"acme.rejected_identifier",
     u"The certificate authority does not issue for this name ({reason}). Use another name, or another CA."},
    {u"acme.caa", u"The domain's CAA records do not allow this certificate authority ({reason}). Add a CAA record for "
                  u"it, or use an allowed CA."},
    {u"acme.caa_forbids",
     u"The domain's CAA records do not let the certificate authority issue, so nothing was ordered; "
     u"they are looked at again by themselves. {reason}"},
    {u"acme.dns",
     u"The certificate authority could not resolve the name ({reason}). Check the record and the zone's DNSSEC."},
    {u"acme.connection", u"The certificate authority could not connect to the host ({reason}). Port 80 of the address "
                         u"that the target leads to must reach this engine."},
    {u"acme.unauthorized", u"The certificate authority got something else than our proof from the host ({reason}). "
                           u"Check that port 80 reaches this engine and no proxy answers."},
    {u"acme.refused", u"The certificate authority refused this ({reason})."},
    {u"acme.bad_certificate", u"The certificate authority delivered a certificate that cannot be used ({reason}). The "
                              u"old one stays; it is tried again."},
    {u"acme.bad_key", u"The key for the certificate could not be made or read ({reason}). The engine's log says more."},
    {u"acme.bad_base64", u"A value is not base64url. Copy acme.eab_key exactly as the CA gave it."},
    {u"acme.internal_ca",
     u"The internal certificate authority cannot be used ({reason}). Restore the data directory from a backup."},
    // Outbound
    {u"outbound.bad_url", u"{url} is not a usable address. Write for example https://example.com/path."},
    {u"outbound.protocol", u"{protocol} is not a protocol that may be used here. Use https."},
    {u"outbound.refused_address", u"{address} lies in a private or reserved network, where the engine does not "
                                  u"connect. Use a public address, or have the operator allow the network."},
    {u"outbound.bad_network", u"“{network}” is not a network. Write for example 10.1.0.0/16."},
    {u"outbound.resolve", u"The server's name could not be resolved. Check the address and this computer's DNS."},
    {u"outbound.connect", u"The server does not accept connections. Check the address, and that the server runs."},
    {u"outbound.tls",
     u"The server's certificate is not trusted. Check the address, or give the CA file it is signed by."},
    {u"outbound.timeout", u"The server did not answer in time. Try again later."},
    {u"outbound.too_large", u"The server's answer is larger than is useful here. Check the address."},
    {u"outbound.broken", u"The connection to the server broke. Try again later."},
    // Shipping
    {u"shipping.malformed", u"The field {field} cannot be used: {expected}."},
    {u"shipping.directory", u"Nothing can be written to {path}: {reason}. Make the directory, give it to the engine's "
                            u"user, and name it in ReadWritePaths= of the service."},
    {u"shipping.own_directory", u"A token of one cluster cannot write to directories of the engine's computer. Use a "
                                u"token for all clusters, or ship to S3."},
    {u"shipping.denied", u"The service does not let this access key write ({code}). Check the key and its secret, and "
                         u"that it may put objects into the bucket."},
    {u"shipping.clock", u"The service says that this computer's clock is wrong. Set it right, for example by NTP."},
    {u"shipping.no_bucket", u"The service has no bucket {bucket}. Make it, or correct its name or the endpoint."},
    {u"shipping.wrong_region",
     u"The bucket lies in another region: {region}. Correct region, and endpoint where it names one."},
    {u"shipping.unavailable", u"The service takes no objects now ({code}). It is tried again by itself."},
    {u"shipping.refused", u"The service has refused the object ({code}). Its documentation says what that means."},
    // Mail
    {u"mail.bad_address", u"“{address}” is not a mail address. Write for example postmaster@example.com."},
    {u"mail.bad_header", u"“{name}” is not the name of a header field. Use letters, digits and hyphens."},
    {u"mail.bad_message_id", u"The message id is not of the form <something@host>. Correct it."},
    {u"mail.no_recipient", u"The mail has no recipient. Set notify.to."},
    {u"smtp.bad_url", u"smtp.url cannot be used ({reason}). Write for example smtp://mail.example.com:587."},
    {u"smtp.auth", u"The mail server does not accept the login ({reason}). Check smtp.username and smtp.password."},
    {u"smtp.tls", u"The mail server's certificate is not trusted, or it offers no TLS ({reason}). Check smtp.url."},
    {u"smtp.unreachable", u"The mail server cannot be reached ({reason}). Check smtp.url; it is tried again."},
    {u"smtp.timeout", u"The mail server did not answer in time ({reason}). It is tried again."},
    {u"smtp.deferred", u"The mail server asks to come back later ({reason}). It is tried again."},
    {u"smtp.rejected", u"The mail server refuses the mail ({reason}). Check smtp.from and notify.to."},
    {u"smtp.broken", u"The connection to the mail server broke ({reason}). It is tried again."},
    // DNS
    {u"dns.bad_resolvers",
     u"“{server}” is not the address of a resolver. Write system, or for example 192.0.2.53:53, several with commas."},
    {u"dns.bad_server", u"“{server}” is not the address of a name server. Write for example 192.0.2.53:53."},
    {u"dns.bad_name", u"“{name}” cannot be asked for in DNS. Check the name."},
    {u"dns.bad_data", u"A record's data cannot be written in DNS ({reason}). Check its value."},
    {u"dns.malformed", u"A name server's answer is not valid DNS ({reason}). It is asked again."},
    {u"dns.timeout", u"No name server answered in time. It is asked again."},
    {u"dns.unreachable", u"The name server cannot be reached ({reason}). Check the network and dns.resolvers."},
    {u"dns.network_down", u"There is no resolver to ask. Check this computer's network, or set dns.resolvers."},
    // The milter's process
    {u"milter.bad_listen", u"“{listen}” is not a place to listen. Write for example inet:127.0.0.1:8894 or "
                           u"unix:/run/unmta-milter/milter.sock."},
    {u"milter.listen_failed", u"{listen} cannot be listened on ({reason}). Choose another place."},
    {u"milter.socket_in_use", u"Another program listens on {listen}. Stop it, or choose another place."},
    {u"milter.no_such_group", u"There is no group {group} for the socket. Create it, or name another."},
    {u"milter.bad_mode", u"The socket's mode is not an octal number such as 0660."},
    {u"milter.bad_engine", u"The engine's address is not usable. Write for example https://engine.example.com:8089."},
    {u"milter.insecure_engine",
     u"A token is sent over plain HTTP only to this computer itself. Use https:// for the engine."},
    {u"milter.token_unreadable", u"The token file cannot be read. Check its path and owner."},
    {u"console.service", u"The service could not be installed ({reason})."},
    {u"console.not_written", u"{path} cannot be written ({reason}). Choose another place."},
    {u"console.token_not_kept",
     u"The token could not be kept in {path} ({reason}). It is used until this console ends."},
    {u"console.token_file", u"The token file {path} cannot be read ({reason}). Check its path and owner."},
    {u"node.alone", u"This engine has its store to itself. Nodes are engines that share a store on PostgreSQL."},
    {u"node.alive", u"This node has given a sign of life a moment ago. Stop its engine first."},
    {u"monitor.not_held", u"No round of checks is held back at present."},
    {u"rewrite_snapshot.malformed",
     u"The engine's data for rewriting cannot be read. Use the same version on the mail host as on the engine."},
    // Start-up
    {u"api.unhandled",
     u"This engine lacks answers to {operations}. It is a fault of the program: report it to those who make it."},
    {u"store.not_writable",
     u"The data directory {path} cannot be written. Choose another with --data-dir, or change its owner."},
    {u"store.newer_version", u"The store in {path} was written by a newer version of this program. Install that "
                             u"version, or restore a copy that was made before it (unmta-engine --restore)."},
    {u"store.backup_not_empty", u"{path} is not empty. Name a directory that is missing or empty for the copy."},
    {u"store.backup_incomplete", u"{path} is not a whole copy of a store: {file} is missing. Name the directory that "
                                 u"unmta-ctl backup made."},
    {u"store.restore_onto_itself",
     u"{path} is the copy {copy} itself, or lies in it, and a copy is only read. Name the "
     u"data directory that it should become the store of."},
    {u"store.not_readable", u"{path} cannot be read. Check its owner and permissions."},
    {u"setup.command_failed",
     u"“{command}” failed, and the commands after it were not run. Mend what it complained of, then "
     u"run setup again."},
    {u"backup.not_found", u"The engine holds no such copy. Start the backup again."},
    {u"backup.not_absolute",
     u"“{path}” is not an absolute path. Write the whole path of a directory on the engine's computer."},
    {u"backup.local_only",
     u"The store is copied only for somebody on the engine's own computer. Run unmta-ctl backup there."},
    {u"backup.on_server",
     u"The store is on the server {path}. Copy it with the server's own tools (pg_dump), and keep master.key with it."},
    {u"store.in_use", u"Another engine is using the data directory {path}. Stop it first, or use another directory."},
    {u"store.is_sandbox", u"The store in {path} is a sandbox's: its certificates and its time are not real. Start it "
                          u"with --sandbox, or use another data directory."},
    {u"store.not_sandbox", u"The store in {path} is no sandbox: its domains and certificates are real. Leave out "
                           u"--sandbox, or use another data directory."},
    {u"store.corrupt", u"The store {path} is damaged. Restore it from a backup."},
    {u"store.full", u"The disk is full. Free some space; the engine goes on by itself."},
    {u"store.hangs",
     u"The disk does not answer, so nothing can be saved. See whether it is mounted and healthy, then try "
     u"again; the engine goes on by itself."},
    {u"store.busy", u"The store is busy. Try again."},
    {u"store.unreachable",
     u"The database {path} does not answer. Links go on working; see whether it runs and can be reached from here. The "
     u"engine goes on by itself once it answers."},
    {u"store.other_engine",
     u"The store {path} is in use by an engine, or by somebody who moves it. Wait for the end of that, or stop it."},
    {u"store.same_node",
     u"Another engine works on the store {path} with this data directory, or with a copy of it. Each node needs a data "
     u"directory of its own: begin with an empty one, and put a copy of master.key into it."},
    {u"store.older_engines",
     u"Engines of an older release work on the store {path}, and they and this one understand no schema together. "
     u"Upgrade them release by release, or stop them first."},
    {u"store.moved",
     u"The store in {path} has moved to {to}. Start the engine with --store and that address. To go on with "
     u"the files as they were at that time, remove {file}."},
    {u"store.moving",
     u"The store is being moved, and nothing in it is changed meanwhile. Links go on working; try again in a minute."},
    {u"store.move_local_only",
     u"A store is moved only by somebody on the engine's own computer. Run unmta-ctl store move there."},
    {u"store.move_other_version",
     u"{path} belongs to another version of this program. Use unmta-ctl and unmta-engine of one version, or stop the "
     u"engine."},
    {u"store.move_interrupted", u"The engine has changed something while its store was moved, perhaps because it was "
                                u"started anew. Nothing was moved; try again."},
    {u"store.move_nothing",
     u"There is no store in {path} that an engine has used. Name the data directory with --data-dir, "
     u"or the server with --from."},
    {u"store.move_not_empty",
     u"The store on {path} has something in it already (table {table}). Name an empty database, or "
     u"another schema in it with ?schema=NAME."},
    {u"store.move_differs",
     u"{found} of {expected} rows of the table {table} have arrived, so nothing was moved. It is a "
     u"fault of the program: report it to those who make it."},
    {u"store.move_waiting", u"Events in {path} have not arrived on the server yet. Start the engine until its metric "
                            u"unmta_events_unmerged is 0, stop it, then try again."},
    {u"store.not_the_holder", u"Another node does this at present. Try again in a moment, if you have asked for it."},
    {u"store.no_driver",
     u"Qt's driver for PostgreSQL is missing. Install it: on Debian and Ubuntu the package libqt6sql6-psql."},
    {u"store.failed", u"The store could not do this. The engine's log says why."},
    {u"store.master_key", u"The master key {path} cannot be used: {reason}."},
    {u"store.bad_key", u"The master key {path} is not the one that the store's secrets were encrypted with. Put the "
                       u"right key back: from a backup or, where several nodes share the store, from another node."},
    {u"store.key_sealed",
     u"The key {path} is sealed with a passphrase. Restore the copy with unmta-engine --restore, and "
     u"name the passphrase's file with --passphrase-file, there and for unmta-ctl verify-backup."},
    {u"store.wrong_passphrase", u"The passphrase is not the one that the copy's key was sealed with, or the key was "
                                u"changed since. Name the file of the right one with --passphrase-file."},
    {u"store.passphrase_file",
     u"No passphrase can be read from {path} ({reason}). Write it into the file's first line."},
    {u"store.no_room_for_key", u"There is not enough memory to work with a passphrase. Free 128 MiB, then try again."},
    {u"store.unsafe_file",
     u"Others than its owner may read {path}. Take their rights away, for example with chmod 600."},
    {u"store.bad_cursor",
     u"The cursor “{value}” does not belong to this list. Start without after, then pass the next of each page."},
    {u"store.constraint", u"The store refused this because it contradicts what is there. The engine's log says why."},
    {u"store.duplicate", u"This exists already. Choose another name."},
    {u"store.not_found", u"Not Found"},
    {u"store.target_taken", u"No unused verification target could be made. Try again; if that does not help, the "
                            u"system's source of randomness is broken."},
    {u"recorder.overloaded", u"More events arrive than the disk takes. Use a faster disk; redirects go on meanwhile."},
    {u"http.port_in_use",
     u"Port {port} on {address} is in use by another program. Choose another port, or stop that program."},
    {u"http.permission_denied",
     u"Port {port} on {address} needs more rights. Use a port above 1023, or grant CAP_NET_BIND_SERVICE."},
    {u"http.bad_address", u"{address} is not an address of this computer."},
    {u"http.address_unavailable",
     u"{address} is not an address of this computer. Use one of its own addresses, or :: for all of them."},
    {u"http.listen_failed",
     u"Port {port} on {address} cannot be opened. The engine's log says why; another port or address may work."},
    {u"http.no_tls_context",
     u"There is no certificate for the https listener. Restart the engine; if that does not help, its log says why."},
    {u"tls.bad_certificate",
     u"The certificate cannot be read. Give a chain in PEM form, the host's own certificate first."},
    {u"tls.bad_key", u"The private key cannot be read. Give it in PEM form, without a passphrase."},
    {u"tls.key_mismatch",
     u"The private key is not the one of the certificate. Give the key that the certificate was issued for."},
    {u"tls.unavailable", u"The TLS library gives no context. Check that OpenSSL 3 is installed completely."},
    {u"config.bad_listener",
     u"“{value}” is not an address with a port. Write for example 127.0.0.1:8080 or [::1]:8080."},
    {u"config.bad_setting",
     u"“{value}” is not a setting with its value. Write for example --set monitor.interval=24h."},
    {u"config.bad_store", u"“{value}” is no place for a store: {reason}. Write for example "
                          u"postgresql://unmta@db.example.net/unmta?sslmode=verify-full."},
    {u"config.store_password",
     u"A password in the store's address can be read by everybody on this computer. Write it into a file of its own, "
     u"and name that with --store-password-file or UNMTA_STORE_PASSWORD_FILE."},
    {u"config.store_password_file",
     u"No password can be read from {path} ({reason}). Write it into the file's first line."},
    {u"config.sandbox_public",
     u"A sandbox stays on this computer: it cannot listen on {address}. Use 127.0.0.1 or ::1."},
    {u"config.path_too_long", u"The path of the local socket, {path}, is longer than the system allows. Use a data "
                              u"directory with a shorter path."},
};

const QHash<QString, QString> &sentences()
{
    static const QHash<QString, QString> byCode = [] {
        QHash<QString, QString> result;
        for (const Sentence &row : sentenceTable)
            result.insert(QString::fromUtf16(row.code), QString::fromUtf16(row.text));
        return result;
    }();
    return byCode;
}

// One pass, so that a value that looks like a placeholder stays as it is. A value that nobody brought leaves a gap.
QString filledIn(const QString &sentence, const QMap<QString, QString> &values)
{
    static const QRegularExpression placeholder(u"\\{(\\w+)\\}"_s);
    QString text;
    qsizetype end = 0;
    for (auto found = placeholder.globalMatch(sentence); found.hasNext();) {
        const auto match = found.next();
        text += QStringView(sentence).sliced(end, match.capturedStart() - end);
        text += values.value(match.captured(1), u"…"_s);
        end = match.capturedEnd();
    }
    return text + sentence.sliced(end);
}

} // namespace

QString errorSentence(const Error &error)
{
    const auto brought = error.context.constFind(u"message"_s);
    if (brought != error.context.cend())
        return *brought;
    const QString text = sentences().value(error.code);
    if (text.isEmpty())
        return error.detail.isEmpty() ? u"Something failed (%1)."_s.arg(error.code) : error.detail;
    QMap<QString, QString> values = error.context;
    // What the system said is the reason when nobody worded a better one.
    if (!error.detail.isEmpty() && !values.contains(u"reason"_s))
        values.insert(u"reason"_s, error.detail);
    return filledIn(text, values);
}

bool hasErrorSentence(const QString &code)
{
    return sentences().contains(code);
}

QStringList errorCodes()
{
    return sentences().keys();
}

} // namespace unmta
